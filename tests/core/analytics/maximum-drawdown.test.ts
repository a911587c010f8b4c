import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maximumDrawdown } from '#lib/core/analytics/maximum-drawdown'
import { MANY_RUNS, plainPrices, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('maximumDrawdown', () => {
  it('counts a fall on the first day: the first price is a peak', () => {
    expect(maximumDrawdown([1, 0.9, 0.95, 0.75, 0.8])).toEqual({
      maxDrawdown: -0.25,
      peakIndex: 0,
      troughIndex: 3,
      recoveryIndex: null,
      periodsPeakToTrough: 3,
      periodsPeakToRecovery: null,
      currentDrawdown: expect.closeTo(-0.2, 15),
      n: 5,
      reason: null,
    })
  })

  it('dates the last touch of the peak, the earliest trough and the first return to the peak', () => {
    expect(maximumDrawdown([4, 8, 8, 4, 6, 4, 7, 8, 9])).toMatchObject({
      maxDrawdown: -0.5,
      peakIndex: 2,
      troughIndex: 3,
      recoveryIndex: 7,
      periodsPeakToTrough: 1,
      periodsPeakToRecovery: 5,
      currentDrawdown: 0,
    })
  })

  it('keeps the peak of the deepest fall, whatever higher peaks come later', () => {
    expect(maximumDrawdown([10, 4, 12, 8, 13])).toMatchObject({
      maxDrawdown: expect.closeTo(-0.6, 15),
      peakIndex: 0,
      troughIndex: 1,
      recoveryIndex: 2,
    })
  })

  it('is 0 without dates for a series that never fell', () => {
    expect(maximumDrawdown([1, 2, 2, 3])).toMatchObject({
      maxDrawdown: 0,
      peakIndex: null,
      troughIndex: null,
      recoveryIndex: null,
      currentDrawdown: 0,
      reason: null,
    })
  })

  it('removes missing prices first and is unknown below two', () => {
    expect(maximumDrawdown([null, 2, 0, 1, Number.NaN])).toMatchObject({
      maxDrawdown: -0.5,
      peakIndex: 0,
      troughIndex: 1,
      n: 2,
    })
    expect(maximumDrawdown([5, null])).toMatchObject({ maxDrawdown: null, n: 1, reason: 'too-short' })
  })

  it('is the deepest of all falls from an earlier to a later price, and does not depend on the unit', () => {
    fc.assert(
      fc.property(plainPrices(2, 30), (prices) => {
        let deepest = 0
        for (const [later, price] of prices.entries())
          for (const peak of prices.slice(0, later)) deepest = Math.min(deepest, price / peak - 1)
        const result = maximumDrawdown(prices)
        expect(result.maxDrawdown).toBe(deepest)
        expect(maximumDrawdown(prices.map((price) => price * 2 ** -30))).toEqual(result)
      }),
      MANY_RUNS,
    )
  })

  it('stays between −100 % and 0, its dates in order, for whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (prices) => {
        const result = maximumDrawdown(prices)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.maxDrawdown !== null)
        if (result.maxDrawdown === null) return
        expect(result.maxDrawdown).toBeGreaterThanOrEqual(-1)
        expect(result.maxDrawdown).toBeLessThanOrEqual(result.currentDrawdown as number)
        expect(result.currentDrawdown).toBeLessThanOrEqual(0)
        if (result.periodsPeakToTrough !== null) expect(result.periodsPeakToTrough).toBeGreaterThan(0)
      }),
      MANY_RUNS,
    )
  })
})
