import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calmarRatio } from '#lib/core/analytics/calmar-ratio'
import { MANY_RUNS, plainPrices, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('calmarRatio', () => {
  it('is annual growth over the deepest fall', () => {
    const year = [100, ...new Array<number>(364).fill(50), 120]
    const { cagr, calmar } = calmarRatio(year, 365)
    expect(cagr).toBeCloseTo(0.2, 13)
    expect(calmar).toBeCloseTo(0.4, 13)
  })

  it('counts the periods between first and last, gaps included', () => {
    expect(calmarRatio([null, 100, null, 50, 121, null], 3).cagr).toBeCloseTo(0.21, 13)
  })

  it('has growth but no ratio without a fall', () => {
    expect(calmarRatio([1, 1.1], 1)).toEqual({
      cagr: expect.closeTo(0.1, 14),
      calmar: null,
      n: 2,
      reason: 'no-drawdown',
    })
  })

  it('is unknown below two prices', () => {
    expect(calmarRatio([null, 3], 365)).toEqual({ cagr: null, calmar: null, n: 1, reason: 'too-short' })
  })

  it('has the sign of the growth', () => {
    fc.assert(
      fc.property(plainPrices(3), (prices) => {
        const { cagr, calmar } = calmarRatio(prices, 365)
        if (cagr !== null && calmar !== null) expect(Math.sign(calmar)).toBe(Math.sign(cagr))
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, (prices) => {
        const result = calmarRatio(prices, 365)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.calmar !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a year of no periods', () => {
    expect(() => calmarRatio([1, 2], 0)).toThrow('calmarRatio requires periodsPerYear to be above 0, got 0')
  })
})
