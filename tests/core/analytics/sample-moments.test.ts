import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleMoments } from '#lib/core/analytics/sample-moments'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('sampleMoments', () => {
  it('is bias-adjusted beside the plain moment ratios', () => {
    // Deviations −3, −2, −1, 6: m2 = 12.5, m3 = 45, m4 = 348.5.
    const g1 = 45 / 12.5 ** 1.5
    const g2 = 348.5 / 12.5 ** 2 - 3
    expect(sampleMoments([1, 2, 3, 10])).toEqual({
      n: 4,
      mean: 4,
      standardDeviation: expect.closeTo(Math.sqrt(50 / 3), 13),
      skewness: expect.closeTo((g1 * Math.sqrt(12)) / 2, 13),
      excessKurtosis: expect.closeTo((3 / 2) * (5 * g2 + 6), 12),
      populationSkewness: expect.closeTo(g1, 13),
      populationExcessKurtosis: expect.closeTo(g2, 13),
      reason: null,
    })
  })

  it('has a deviation but no shape for values that do not vary', () => {
    expect(sampleMoments(new Array(6).fill(0.02))).toMatchObject({
      mean: 0.02,
      standardDeviation: 0,
      skewness: null,
      populationExcessKurtosis: null,
      reason: 'constant',
    })
    expect(sampleMoments([0.3, 0.1 + 0.2, 0.3, 0.3]).reason).toBe('constant')
  })

  it('needs two values for a deviation, three for a skewness, four for a kurtosis', () => {
    expect(sampleMoments([])).toMatchObject({ n: 0, mean: null, reason: 'too-short' })
    expect(sampleMoments([7])).toMatchObject({ n: 1, mean: 7, standardDeviation: null, reason: 'too-short' })
    const three = sampleMoments([1, 2, 4, null])
    expect(three.skewness).not.toBeNull()
    expect(three).toMatchObject({ n: 3, excessKurtosis: null, reason: 'too-short' })
  })

  it('turns its skewness with the sign and keeps its shape under scale and order', () => {
    fc.assert(
      fc.property(plainReturns(4), (values) => {
        const plain = sampleMoments(values)
        fc.pre(plain.skewness !== null && plain.excessKurtosis !== null)
        const turned = sampleMoments(values.map((value) => -3 * value))
        expect(turned.skewness).toBeCloseTo(-(plain.skewness as number), 8)
        expect(turned.excessKurtosis).toBeCloseTo(plain.excessKurtosis as number, 7)
        expect(sampleMoments(values.toReversed()).skewness).toBeCloseTo(plain.skewness as number, 8)
        // Pearson's inequality.
        const { populationSkewness: g1, populationExcessKurtosis: g2 } = plain
        expect((g2 as number) + 2).toBeGreaterThanOrEqual((g1 as number) ** 2 - 1e-9)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, (values) => {
        const result = sampleMoments(values)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.excessKurtosis !== null)
      }),
      MANY_RUNS,
    )
  })
})
