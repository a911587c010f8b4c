import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hampelFilter } from '#lib/core/analytics/hampel-filter'
import { medianAbsoluteDeviation } from '#lib/core/analytics/median-absolute-deviation'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const OPTIONS = { halfWidth: 2, threshold: 3 }

describe('hampelFilter', () => {
  it('finds a single tick that does not fit and puts the median of its window in its place', () => {
    expect(hampelFilter([1, 1.1, 0.9, 12, 1, 1.05, 0.95], OPTIONS)).toEqual({
      outliers: [3],
      cleaned: [1, 1.1, 0.9, 1.05, 1, 1.05, 0.95],
    })
  })

  it('never flags the first and last slots, nor a shift that stays', () => {
    expect(hampelFilter([9, 1, 1, 1, 1, 1, 9], OPTIONS).outliers).toEqual([])
    expect(hampelFilter([1, 1.01, 0.99, 1, 5, 5.05, 4.95, 5], OPTIONS).outliers).toEqual([])
  })

  it('leaves exactly the threshold alone', () => {
    // Median 0, MAD 1: the limit is 3 × 1.4826.
    expect(hampelFilter([-1, 0, 3 * 1.4826, 0, 1], OPTIONS).outliers).toEqual([])
    expect(hampelFilter([-1, 0, 3.01 * 1.4826, 0, 1], OPTIONS).outliers).toEqual([2])
  })

  it('keeps gaps as gaps and looks past them', () => {
    const { outliers, cleaned } = hampelFilter([1, null, 9, 1.1, 0.9, Number.NaN], OPTIONS)
    expect(outliers).toEqual([2])
    expect(cleaned).toEqual([1, null, expect.closeTo(1.05, 14), 1.1, 0.9, null])
  })

  it('changes outliers only and never prints an infinity', () => {
    fc.assert(
      fc.property(unrulySeries, (values) => {
        const { outliers, cleaned } = hampelFilter(values, OPTIONS)
        expect(unprintableNumbers(cleaned)).toEqual([])
        expect(cleaned).toHaveLength(values.length)
        for (const [slot, value] of values.entries()) {
          if (outliers.includes(slot) || value === null || !Number.isFinite(value)) continue
          expect(cleaned[slot]).toBe(value)
        }
        for (const slot of outliers) {
          expect(slot).toBeGreaterThanOrEqual(2)
          expect(slot).toBeLessThan(values.length - 2)
        }
      }),
      MANY_RUNS,
    )
  })

  it('refuses a window without neighbours and a threshold that is none', () => {
    expect(() => hampelFilter([1], { halfWidth: 0, threshold: 3 })).toThrow('halfWidth')
    expect(() => hampelFilter([1], { halfWidth: 1, threshold: -1 })).toThrow(
      'threshold to be at least 0, got -1',
    )
    expect(() => hampelFilter([1], { halfWidth: 1, threshold: Number.NaN })).toThrow('threshold')
  })
})

describe('medianAbsoluteDeviation', () => {
  it('is not moved by one wild value', () => {
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 100])).toEqual({ median: 3, deviation: 1.4826 })
    expect(medianAbsoluteDeviation([1, 2, 3, 4, null, 1e9])).toEqual({ median: 3, deviation: 1.4826 })
  })

  it('is unknown without values', () => {
    expect(medianAbsoluteDeviation([null])).toBeNull()
  })
})
