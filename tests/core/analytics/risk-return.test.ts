import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import { riskReturn } from '#lib/core/analytics/risk-return'
import { sharpeRatio } from '#lib/core/analytics/sharpe-ratio'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { MANY_RUNS, plainPrices, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

function pricesOf(returns: readonly number[]): number[] {
  const prices = [100]
  for (const value of returns) prices.push((prices.at(-1) as number) * (1 + value))
  return prices
}

describe('riskReturn', () => {
  it('annualises the mean with 365 and the sample deviation with its root', () => {
    const point = riskReturn(pricesOf([0.01, 0.03, -0.02, 0.02, 0, 0.01, 0.02]), 7)
    const deviation = Math.sqrt([0, 4, 9, 1, 1, 0, 1].reduce((sum, square) => sum + square, 0) / 6) * 0.01
    expect(point.meanReturn).toBeCloseTo(0.01 * 365, 12)
    expect(point.deviation).toBeCloseTo(deviation * Math.sqrt(365), 12)
    expect(point).toMatchObject({ n: 7, reason: null })
  })

  it('has a Sharpe ratio that is the quotient to the last bit, and agrees with the published formula', () => {
    fc.assert(
      fc.property(plainPrices(12), (prices) => {
        const { meanReturn, deviation, sharpe } = riskReturn(prices, 10)
        const { value } = sharpeRatio(simpleReturns(prices.slice(-11)), {
          riskFreePerPeriod: 0,
          periodsPerYear: 365,
        })
        if (sharpe === null) return expect(value).toBeNull()
        expect(sharpe).toBe((meanReturn as number) / (deviation as number))
        expect(Math.abs(sharpe - (value as number))).toBeLessThanOrEqual(
          1e-12 * Math.max(1, Math.abs(sharpe)),
        )
      }),
      MANY_RUNS,
    )
  })

  it('looks at the window only', () => {
    const tail = pricesOf([0.01, 0.03, -0.02, 0.02, 0, 0.01, 0.02])
    expect(riskReturn([1, 1000, 3, ...tail], 7)).toEqual(riskReturn(tail, 7))
  })

  it('is unknown below 80 % of the window, with the reason', () => {
    const prices = pricesOf(new Array(30).fill(0).map((_, at) => (at % 3) / 100))
    expect(riskReturn(prices.slice(-24), 30)).toMatchObject({ meanReturn: null, n: 23, reason: 'too-short' })
    expect(riskReturn(prices.slice(-25), 30)).toMatchObject({ n: 24, reason: null })
    const gappy = prices.map((price, at) => (at % 4 === 2 ? null : price))
    expect(riskReturn(gappy, 30)).toMatchObject({ sharpe: null, deviation: null, reason: 'gap' })
    expect(riskReturn([], 30)).toMatchObject({ n: 0, reason: 'too-short' })
  })

  it('has a point but no ratio where the price does not move', () => {
    expect(riskReturn(new Array(31).fill(5), 30)).toEqual({
      meanReturn: 0,
      deviation: 0,
      sharpe: null,
      sharpeStandardError: null,
      n: 30,
      reason: 'constant',
    })
  })

  it('never prints what is no number, and says why it prints nothing', () => {
    fc.assert(
      fc.property(unrulySeries, fc.integer({ min: 2, max: 60 }), (closes, window) => {
        const point = riskReturn(closes, window)
        expect(unprintableNumbers(point)).toEqual([])
        expect(point.sharpe === null).toBe(point.reason !== null)
        if (point.meanReturn !== null) expect(point.n).toBeGreaterThanOrEqual(minimumReturns(window))
      }),
      MANY_RUNS,
    )
  })
})
