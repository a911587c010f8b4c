import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharpeRatio } from '#lib/core/analytics/sharpe-ratio'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const DAILY = { riskFreePerPeriod: 0, periodsPerYear: 365 }

describe('sharpeRatio', () => {
  it('is the mean over the n − 1 deviation, annualised with the root of the periods', () => {
    expect(sharpeRatio([0.01, 0.03], DAILY).value).toBeCloseTo(Math.SQRT2 * Math.sqrt(365), 11)
  })

  it('takes the risk-free return off every period', () => {
    const options = { riskFreePerPeriod: 0.01, periodsPerYear: 1 }
    expect(sharpeRatio([0.01, 0.03], options).value).toBeCloseTo(Math.SQRT1_2, 12)
  })

  it('leaves missing returns out', () => {
    expect(sharpeRatio([null, 0.01, Number.NaN, 0.03], DAILY)).toEqual(sharpeRatio([0.01, 0.03], DAILY))
  })

  it('is unknown for fewer than two returns and for returns that do not vary', () => {
    expect(sharpeRatio([0.01], DAILY)).toEqual({ value: null, n: 1, reason: 'too-short' })
    expect(sharpeRatio(new Array(9).fill(0.01), DAILY)).toEqual({ value: null, n: 9, reason: 'constant' })
  })

  it('does not take rounding for risk: steady growth has no ratio', () => {
    const prices = Array.from({ length: 50 }, (_, day) => 1.01 ** day)
    const returns = prices.slice(1).map((price, day) => price / (prices[day] as number) - 1)
    expect(sharpeRatio(returns, DAILY).reason).toBe('constant')
  })

  it('does not change with the scale or the order of the returns', () => {
    fc.assert(
      fc.property(plainReturns(2), (returns) => {
        const { value } = sharpeRatio(returns, DAILY)
        fc.pre(value !== null)
        const others = [returns.map((one) => one * 2), returns.toReversed()]
        for (const other of others) expect(sharpeRatio(other, DAILY).value).toBeCloseTo(value as number, 8)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, fc.double({ noNaN: true, noDefaultInfinity: true }), (returns, rf) => {
        const result = sharpeRatio(returns, { riskFreePerPeriod: rf, periodsPerYear: 365 })
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.value !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a risk-free return that is no number', () => {
    expect(() => sharpeRatio([], { ...DAILY, riskFreePerPeriod: Number.NaN })).toThrow(
      'sharpeRatio requires riskFreePerPeriod to be a finite number, got NaN',
    )
  })
})
