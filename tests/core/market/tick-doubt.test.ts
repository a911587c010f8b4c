import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Quote } from '#lib/core/market/quote'
import { tickDoubt } from '#lib/core/market/tick-doubt'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const MINUTE = 60_000
const LAST = quoteFixture('a')
/** One minute later. */
const next = (change: Partial<Quote> = {}, minutes = 1) =>
  quoteFixture('a', { lastUpdated: LAST.lastUpdated + minutes * MINUTE, ...change })

describe('tickDoubt', () => {
  it.each([
    ['up to fivefold', { price: 50 }],
    ['down to a fifth', { price: 2 }],
    ['an unknown price', { price: null }],
    ['an unknown market cap', { marketCap: null }],
    ['the first known market cap of', { price: 11 }],
  ])('believes %s', (_, change) => {
    expect(tickDoubt(next(change), LAST)).toBeNull()
  })

  it.each([
    ['a thousandfold price', { price: 10_000 }],
    ['a thousandth of the price', { price: 0.01 }],
    ['a price just beyond fivefold', { price: 50.01 }],
    ['a tenfold price with an unknown market cap', { price: 100, marketCap: null }],
    ['a tenfold price with an unknown supply', { price: 100, circulatingSupply: null }],
    ['a tenfold price against a market cap 6 % off', { price: 100, marketCap: 1.06e10 }],
    ['a whole row multiplied by a thousand', { price: 10_000, marketCap: 1e12 }],
    ['a whole row in cents', { price: 1000, marketCap: 1e11 }],
  ])('doubts %s', (_, change) => {
    expect(tickDoubt(next(change), LAST)).toBe('price-jump')
  })

  it('believes a tenfold move at once where market cap ÷ supply confirms it within 5 %', () => {
    expect(tickDoubt(next({ price: 100, marketCap: 1e10 }), LAST)).toBeNull()
    expect(tickDoubt(next({ price: 100, marketCap: 1.04e10 }), LAST)).toBeNull()
  })

  it('believes a change of unit of any size: price and supply moved against each other, the cap stood still', () => {
    expect(tickDoubt(next({ price: 10_000, circulatingSupply: 100_000 }), LAST)).toBeNull()
    expect(tickDoubt(next({ price: 10_000, circulatingSupply: 1_000_000 }), LAST)).toBe('price-jump')
  })

  it('doubts a market cap that jumps away from price × supply, and believes one that follows a new supply', () => {
    expect(tickDoubt(next({ marketCap: 1e12 }), LAST)).toBe('market-cap-jump')
    expect(tickDoubt(next({ marketCap: 1e10, circulatingSupply: 1e9 }), LAST)).toBeNull()
    expect(tickDoubt(next({ marketCap: 1e10, circulatingSupply: null }), LAST)).toBe('market-cap-jump')
  })

  it('allows more after a longer gap, but a hundredfold after none', () => {
    const tenfold = { price: 100, marketCap: null }
    expect(tickDoubt(next(tenfold, 15), LAST)).toBe('price-jump')
    expect(tickDoubt(next(tenfold, 60), LAST)).toBeNull()
    expect(tickDoubt(next({ price: 1000, marketCap: null }, 525_600), LAST)).toBe('price-jump')
  })

  it('judges a rise and the same fall alike, and no move within fivefold is ever a price jump', () => {
    const factor = fc.double({ min: 1e-9, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(factor, (by) => {
        const doubtOf = (price: number) => tickDoubt(next({ price, marketCap: null }), LAST)
        if (by > 1 / 4.99 && by < 4.99) expect(doubtOf(10 * by)).toBeNull()
        if (by < 1 / 5.01 || by > 5.01)
          expect([doubtOf(10 * by), doubtOf(10 / by)]).toEqual(['price-jump', 'price-jump'])
      }),
    )
  })
})
