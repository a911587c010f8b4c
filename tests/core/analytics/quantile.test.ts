import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile, quantiles } from '#lib/core/analytics/quantile'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const probability = fc.integer({ min: 0, max: 1000 }).map((mille) => mille / 1000)

describe('quantiles', () => {
  it('interpolates between ranks as R and numpy do by default', () => {
    expect(quantiles([2, 1], [0, 0.3, 1])).toEqual([1, expect.closeTo(1.3, 14), 2])
    expect(quantiles([1, 81, 82, 83, 84, 85], [0.1, 0.2, 0.3])).toEqual([41, 81, 81.5])
  })

  it('meets a rank exactly even where its probability was rounded', () => {
    const returns = Array.from({ length: 21 }, (_, at) => (at - 10) / 100)
    expect(quantile(returns, 1 - 0.95)).toBe(-0.09)
    expect(quantile(returns, 1 - 0.9)).toBe(-0.08)
  })

  it('leaves unknown values out and knows nothing of none', () => {
    expect(quantiles([null, 3, Number.NaN, 1], [0.5])).toEqual([2])
    expect(quantiles([null], [0, 1])).toEqual([null, null])
  })

  it('spans a range beyond a double', () => {
    expect(quantile([-Number.MAX_VALUE, Number.MAX_VALUE], 0.5)).toBe(0)
  })

  it('lies inside the values, rises with the probability and does not depend on the order', () => {
    fc.assert(
      fc.property(unrulySeries, probability, probability, (values, one, other) => {
        const [low, high] = quantiles(values, [Math.min(one, other), Math.max(one, other)])
        const [least, greatest] = quantiles(values, [0, 1])
        expect(quantiles(values.toReversed(), [one])).toEqual(quantiles(values, [one]))
        expect(unprintableNumbers([low, high])).toEqual([])
        if (typeof low !== 'number' || typeof high !== 'number') return
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(least as number)
        expect(high).toBeLessThanOrEqual(greatest as number)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a probability outside 0…1', () => {
    expect(() => quantile([1], 1.01)).toThrow('quantiles requires probabilities from 0 to 1, got 1.01')
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError)
  })
})
