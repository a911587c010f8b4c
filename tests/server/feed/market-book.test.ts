import { describe, expect, it } from 'vitest'
import type { MarketBatch, Quote } from '#lib/core/market/quote'
import { MarketBook } from '#lib/server/feed/market-book'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const START = Date.UTC(2026, 10, 22, 12)

function batch(requested: readonly string[], quotes: readonly Quote[]): MarketBatch {
  return { currency: 'usd', fetchedAt: START, requested, quotes, dropped: {} }
}

/** A book that has accepted the batches in turn. */
function bookOf(...batches: readonly MarketBatch[]) {
  const book = new MarketBook()
  for (const one of batches) book.accept(book.prepare(one))
  return book
}

const at = (id: string, lastUpdated: number, change: Partial<Quote> = {}) =>
  quoteFixture(id, { lastUpdated, ...change })

describe('MarketBook', () => {
  it('never lets asOf go back, also when the newest token leaves the mapping', () => {
    const book = bookOf(
      batch(['a', 'b'], [at('a', START), at('b', START - 60_000)]),
      batch(['b'], [at('b', START - 50_000)]),
    )
    expect(book.view('usd')?.asOf).toBe(START)
  })

  it('stores the last quotes of tokens that were asked for and not answered, and of no others', () => {
    const book = bookOf(batch(['a', 'b', 'c'], [at('a', START), at('b', START), at('c', START)]))
    const next = book.prepare(batch(['a', 'b'], [at('a', START + 1), at('b', START + 1, { price: null })]))
    expect(next.carried).toEqual(['b'])
    expect(next.quotes.map(({ id, lastUpdated }) => [id, lastUpdated])).toEqual([
      ['a', START + 1],
      ['b', START],
    ])
    book.accept(next)
    expect(book.lastAccepted('usd').ids.last).toEqual(new Set(['a']))
    expect(book.lastAccepted('usd').ids.ever).toEqual(new Set(['a', 'b', 'c']))
  })

  it('shows a carried quote as absent after a restart, and an answered one as present', () => {
    const first = bookOf(batch(['a', 'b'], [at('a', START), at('b', START)]))
    const stored = first.prepare(batch(['a', 'b'], [at('a', START + 1)]))
    const book = new MarketBook()
    book.restore([stored])
    const absent = ['a', 'b'].map((id) => book.view('usd')?.quotes.get(id)?.absent)
    expect(absent).toEqual([false, true])
  })

  it('shows after a restart, too, of which token the newest row was held back', () => {
    const first = bookOf(batch(['a', 'b', 'c'], [at('a', START), at('b', START), at('c', START)]))
    const stored = first.prepare(batch(['a', 'b', 'c'], [at('a', START + 1)]), new Set(['b']))
    first.accept(stored)
    const restarted = new MarketBook()
    restarted.restore([stored])
    for (const book of [first, restarted]) {
      const heldBack = ['a', 'b', 'c'].map((id) => book.view('usd')?.quotes.get(id)?.quarantined)
      expect(heldBack).toEqual([false, true, false])
    }
  })

  it('keeps a row without any price as it is where there never was one', () => {
    const book = bookOf(batch(['a'], [at('a', START, { price: null })]))
    expect(book.view('usd')?.quotes.get('a')).toMatchObject({ absent: false, quote: { price: null } })
  })
})
