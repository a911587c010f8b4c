import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentum } from '#lib/core/analytics/momentum'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('momentum', () => {
  it('is the return over the lookback, whatever lies between', () => {
    expect(momentum([100, 90, 120], 2).value).toBeCloseTo(0.2, 15)
    expect(momentum([100, null, 120], 2).value).toBeCloseTo(0.2, 15)
  })

  it('is unknown for a shorter history and for a missing end', () => {
    expect(momentum([100, 120], 2)).toEqual({ value: null, n: 1, reason: 'too-short' })
    expect(momentum([], 2)).toEqual({ value: null, n: 0, reason: 'too-short' })
    expect(momentum([0, 90, 120], 2)).toEqual({ value: null, n: 2, reason: 'gap' })
    expect(momentum([100, 90, null], 2).reason).toBe('gap')
  })

  it('is unknown with a reason rather than infinite', () => {
    expect(momentum([5e-324, Number.MAX_VALUE], 1).reason).toBe('out-of-range')
    fc.assert(
      fc.property(unrulySeries, fc.integer({ min: 1, max: 30 }), (prices, lookback) => {
        const result = momentum(prices, lookback)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.value !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a lookback below one', () => {
    expect(() => momentum([1, 2], 0)).toThrow('momentum requires lookback to be a whole number of at least 1')
  })
})
