import { describe, expect, it } from 'vitest'
import { selfCheck } from '#lib/core/analytics/self-check'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const flat = new Array(168).fill(10)

describe('selfCheck', () => {
  it('finds nothing in a quote that agrees with itself', () => {
    expect(selfCheck(quoteFixture('a'), [1, 2, 3])).toEqual([])
  })

  it.each([
    ['cap-supply-mismatch', { marketCap: 1_030_000_000 }],
    ['price-outside-range', { high24h: 9.98 }],
    ['price-outside-range', { low24h: 10.02 }],
    ['thin-volume', { volume24h: 9_000_000 }],
    ['no-market-cap', { marketCap: null }],
  ] as const)('marks %s', (flag, change) => {
    expect(selfCheck({ ...quoteFixture('a'), ...change }, [])).toEqual([flag])
  })

  it('marks a 24 h change that no price 22 to 26 hours back explains', () => {
    const quote = { ...quoteFixture('a'), sparkline7d: flat }
    expect(selfCheck({ ...quote, returns: { ...quote.returns, '24h': 0.014 } }, [])).toEqual([])
    expect(selfCheck({ ...quote, returns: { ...quote.returns, '24h': 0.016 } }, [])).toEqual([
      'change-mismatch',
    ])
  })

  it('marks three equal closes in a row, but not across a gap', () => {
    expect(selfCheck(quoteFixture('a'), [1, 2, 2, 2])).toEqual(['flat-prices'])
    expect(selfCheck(quoteFixture('a'), [2, 2, null, 2])).toEqual([])
  })

  it('finds nothing where an input is unknown', () => {
    const unknown = { high24h: null, low24h: null, volume24h: null, circulatingSupply: null }
    expect(selfCheck({ ...quoteFixture('a'), ...unknown }, [])).toEqual([])
  })
})
