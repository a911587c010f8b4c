import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { MANY_RUNS, plainReturns, unrulySeries } from '../../helpers/unruly-series.ts'

/** NIST StRD NumAcc: a centre and 1 000 values that alternate around it; the certified deviation is 0.1. */
const numAcc = (center: number, low: number, high: number) => [
  center,
  ...Array.from({ length: 1000 }, (_, at) => (at % 2 === 0 ? low : high)),
]

describe('sampleStandardDeviation', () => {
  it('divides by n − 1', () => {
    expect(sampleStandardDeviation([1, 2, 3])).toBe(1)
    expect(sampleStandardDeviation([0, 1])).toBeCloseTo(Math.SQRT1_2, 15)
  })

  it('keeps the certified digits of NIST NumAcc1 to NumAcc4', () => {
    expect(sampleStandardDeviation([10_000_001, 10_000_003, 10_000_002])).toBe(1)
    expect(sampleStandardDeviation(numAcc(1.2, 1.1, 1.3))).toBeCloseTo(0.1, 14)
    expect(sampleStandardDeviation(numAcc(1_000_000.2, 1_000_000.1, 1_000_000.3))).toBeCloseTo(0.1, 9)
    expect(sampleStandardDeviation(numAcc(10_000_000.2, 10_000_000.1, 10_000_000.3))).toBeCloseTo(0.1, 8)
  })

  it('is exactly 0 for equal values', () => {
    expect(sampleStandardDeviation(new Array(9).fill(0.1))).toBe(0)
  })

  it('does not depend on the order and grows with the scale', () => {
    fc.assert(
      fc.property(plainReturns(2), fc.integer({ min: 1, max: 1000 }), (values, scale) => {
        const plain = sampleStandardDeviation(values) as number
        expect(sampleStandardDeviation(values.toReversed())).toBeCloseTo(plain, 12)
        expect(sampleStandardDeviation(values.map((value) => value * scale))).toBeCloseTo(plain * scale, 9)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown below two values, for what is no number, and beyond a double', () => {
    expect(sampleStandardDeviation([1])).toBeNull()
    expect(sampleStandardDeviation([1, Number.NaN])).toBeNull()
    fc.assert(
      fc.property(unrulySeries, (values) => {
        const result = sampleStandardDeviation(values.map((value) => value ?? Number.NaN))
        expect(result === null || Number.isFinite(result)).toBe(true)
      }),
      MANY_RUNS,
    )
  })
})
