import { describe, expect, it } from 'vitest'
import type { MarketBatch } from '#lib/core/market/quote'
import { guardBatch } from '#lib/server/feed/batch-guard'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const IDS = Array.from({ length: 100 }, (_, at) => `token-${at}`)
const KNOWN = { last: new Set(IDS), ever: new Set(IDS) }

function without(missing: number, requested: readonly string[] = IDS): MarketBatch {
  const quotes = requested.slice(missing).map((id) => quoteFixture(id))
  return { currency: 'usd', fetchedAt: 0, requested, quotes, dropped: {} }
}

describe('guardBatch', () => {
  it.each([
    [0, null],
    [9, null],
    [10, null],
    [11, '11 of 100 tokens left the answer'],
    [50, '50 of 100 tokens left the answer'],
  ])('accepts an answer without %i of 100 ids, with the alarm %j', (missing, alarm) => {
    expect(guardBatch(without(missing), KNOWN)).toEqual({ accept: true, alarm })
  })

  it('refuses an answer without more than half of the ids, and an empty one', () => {
    expect(guardBatch(without(51), KNOWN)).toEqual({
      accept: false,
      reason: 'CoinGecko left out 51 of 100 tokens it answered before',
    })
    expect(guardBatch(without(100), KNOWN)).toMatchObject({ accept: false })
  })

  it('has nothing to compare with at the first start, but refuses an empty answer then too', () => {
    const nothing = { last: new Set<string>(), ever: new Set<string>() }
    expect(guardBatch(without(99), nothing)).toEqual({ accept: true, alarm: null })
    expect(guardBatch(without(100), nothing)).toMatchObject({ accept: false })
  })

  it('does not miss ids that an edit of the mapping took out', () => {
    expect(guardBatch(without(0, IDS.slice(60)), KNOWN)).toEqual({ accept: true, alarm: null })
  })
})
