import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selfCheck, selfCheckLedger } from '#lib/core/analytics/self-check'
import type { TokenFlag } from '#lib/core/contract/vocabulary'
import type { Quote } from '#lib/core/market/quote'
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

describe('selfCheckLedger', () => {
  const lineOf = (id: TokenFlag, change: Partial<Quote>, closes: (number | null)[] = []) =>
    selfCheckLedger({ ...quoteFixture('a'), ...change }, closes).find((line) => line.id === id)

  it('has one line per check, with both sides of the comparison', () => {
    expect(lineOf('cap-supply-mismatch', { marketCap: 1_030_000_000 })).toEqual({
      id: 'cap-supply-mismatch',
      result: 'failed',
      reported: 1_030_000_000,
      expectedLow: 1_000_000_000,
      expectedHigh: 1_000_000_000,
      tolerance: 0.02,
      reason: null,
    })
    expect(lineOf('price-outside-range', {})).toMatchObject({
      result: 'passed',
      reported: 10,
      expectedLow: 9,
    })
    expect(lineOf('thin-volume', {})).toMatchObject({ result: 'passed', reported: 0.05, expectedLow: 0.01 })
    expect(lineOf('flat-prices', {}, [1, 2, 2, 2, 3])).toMatchObject({ result: 'failed', reported: 3 })
  })

  it.each([
    ['cap-supply-mismatch', { price: null }, 'no-price'],
    ['cap-supply-mismatch', { marketCap: null }, 'no-market-cap'],
    ['cap-supply-mismatch', { circulatingSupply: null }, 'no-supply'],
    ['change-mismatch', { price: null }, 'no-price'],
    ['change-mismatch', { returns: { ...quoteFixture('a').returns, '24h': null } }, 'no-return'],
    ['change-mismatch', {}, 'no-shape'],
    ['price-outside-range', { price: null }, 'no-price'],
    ['price-outside-range', { high24h: null }, 'no-range'],
    ['thin-volume', { volume24h: null }, 'no-volume'],
    ['thin-volume', { marketCap: null }, 'no-market-cap'],
    ['flat-prices', {}, 'too-short'],
  ] as const)('says why %s could not be checked', (id, change, reason) => {
    expect(lineOf(id, change)).toMatchObject({ result: 'unchecked', reason, reported: null })
  })

  it('has nothing to check without a quote', () => {
    expect(selfCheckLedger(null, [1, 1, 1]).map(({ result }) => result)).toEqual(
      new Array(6).fill('unchecked'),
    )
  })

  it('finds exactly the flags of the rules written out one by one', () => {
    const amount = fc.option(fc.double({ min: 0.001, max: 1000, noNaN: true }), { nil: null })
    const closes = fc.array(fc.constantFrom(1, 2, null), { maxLength: 30 })
    const shape = fc.array(fc.double({ min: 9, max: 11, noNaN: true }), { minLength: 20, maxLength: 30 })
    const change = fc.option(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { nil: null })
    fc.assert(
      fc.property(
        fc.record({
          price: amount,
          marketCap: amount,
          circulatingSupply: amount,
          volume24h: amount,
          high24h: amount,
          low24h: amount,
          sparkline7d: shape,
        }),
        change,
        closes,
        (fields, return24h, recent) => {
          const base = quoteFixture('a')
          const quote: Quote = { ...base, ...fields, returns: { ...base.returns, '24h': return24h } }
          expect(selfCheck(quote, recent)).toEqual(flagsByHand(quote, recent))
        },
      ),
    )
  })
})

/** The six rules as one reads them, without the ledger. */
function flagsByHand(quote: Quote, closes: (number | null)[]): TokenFlag[] {
  const { price, marketCap, circulatingSupply: supply, volume24h, high24h, low24h } = quote
  const isBroken: Record<TokenFlag, boolean> = {
    'no-market-cap': marketCap === null,
    'cap-supply-mismatch':
      price !== null &&
      supply !== null &&
      marketCap !== null &&
      Math.abs(price * supply - marketCap) > 0.02 * marketCap,
    'change-mismatch': isChangeOff(quote),
    'price-outside-range':
      price !== null &&
      high24h !== null &&
      low24h !== null &&
      (price > high24h * 1.001 || price < low24h * (1 - 0.001)),
    'thin-volume': volume24h !== null && marketCap !== null && volume24h < 0.01 * marketCap,
    'flat-prices': closes.some(
      (one, at) => one !== null && at > 1 && closes[at - 1] === one && closes[at - 2] === one,
    ),
  }
  const order: TokenFlag[] = ['no-market-cap', 'cap-supply-mismatch', 'change-mismatch']
  return [...order, 'price-outside-range', 'thin-volume', 'flat-prices'].filter(
    (flag): flag is TokenFlag => isBroken[flag as TokenFlag],
  )
}

function isChangeOff({ price, returns, sparkline7d }: Quote): boolean {
  const change = returns['24h']
  const back = [22, 23, 24, 25, 26].map((hours) => sparkline7d[sparkline7d.length - 1 - hours])
  if (price === null || change === null || back.includes(undefined)) return false
  const implied = back.map((before) => price / (before as number) - 1)
  return change < Math.min(...implied) - 0.015 || change > Math.max(...implied) + 0.015
}
