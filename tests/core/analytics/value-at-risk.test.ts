import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueAtRisk } from '#lib/core/analytics/value-at-risk'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const DAILY = { level: 0.95, minReturns: 10 }
const ladder = Array.from({ length: 21 }, (_, at) => (at - 10) / 100)

describe('valueAtRisk', () => {
  it('is the 5 % quantile, and the mean of all returns at or below it', () => {
    expect(valueAtRisk(ladder, DAILY)).toEqual({
      valueAtRisk: -0.09,
      conditional: expect.closeTo(-0.095, 15),
      n: 21,
      tail: 2,
      reason: null,
    })
  })

  it('is a return, not a loss: it may be positive', () => {
    expect(
      valueAtRisk(
        ladder.map((value) => value + 1),
        DAILY,
      ).valueAtRisk,
    ).toBeCloseTo(0.91, 14)
  })

  it('is unknown below the least number of known returns', () => {
    const nine = [...ladder.slice(0, 9), null, Number.NaN]
    expect(valueAtRisk(nine, DAILY)).toEqual({
      valueAtRisk: null,
      conditional: null,
      n: 9,
      tail: 0,
      reason: 'too-short',
    })
  })

  it('has a tail no better than the threshold, a share of the returns, whatever their order', () => {
    fc.assert(
      fc.property(plainReturns(10), (returns) => {
        const result = valueAtRisk(returns, DAILY)
        expect(result.conditional).toBeLessThanOrEqual((result.valueAtRisk as number) + 1e-12)
        expect(result.conditional).toBeGreaterThanOrEqual(Math.min(...returns) - 1e-12)
        expect(result.tail).toBeGreaterThanOrEqual(1)
        expect(valueAtRisk(returns.toReversed(), DAILY).valueAtRisk).toBe(result.valueAtRisk)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, (returns) => {
        const result = valueAtRisk(returns, { level: 0.95, minReturns: 1 })
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.conditional !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a level that is none', () => {
    expect(() => valueAtRisk(ladder, { level: 95, minReturns: 10 })).toThrow(
      'valueAtRisk requires level to be between 0 and 1, got 95',
    )
  })
})
