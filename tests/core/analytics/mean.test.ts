import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mean } from '#lib/core/analytics/mean'
import { knownValues } from '#lib/core/analytics/statistic'
import { MANY_RUNS, unrulySeries } from '../../helpers/unruly-series.ts'

describe('mean', () => {
  it('is the arithmetic mean, unknown without values', () => {
    expect([mean([1, 2, 6]), mean([7]), mean([])]).toEqual([3, 7, null])
  })

  it('is exactly the value that all values share', () => {
    expect(mean([0.02, 0.02, 0.02, 0.02, 0.02, 0.02])).toBe(0.02)
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (x, n) => {
          expect(mean(new Array<number>(n).fill(x))).toBe(x + 0)
        },
      ),
      MANY_RUNS,
    )
  })

  it('is unknown rather than infinite', () => {
    expect(mean([Number.MAX_VALUE, -Number.MAX_VALUE])).toBeNull()
    fc.assert(
      fc.property(unrulySeries, (values) => {
        const result = mean(knownValues(values))
        expect(result === null || Number.isFinite(result)).toBe(true)
      }),
      MANY_RUNS,
    )
  })
})
