import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { volatilityOfVolatility } from '#lib/core/analytics/volatility-of-volatility'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('volatilityOfVolatility', () => {
  it('is the deviation of the levels, over their mean, and of their log changes', () => {
    expect(volatilityOfVolatility([1, Math.E, 1], 365)).toEqual({
      levelDeviation: expect.closeTo((Math.E - 1) / Math.sqrt(3), 13),
      coefficientOfVariation: expect.closeTo((Math.E - 1) / Math.sqrt(3) / ((2 + Math.E) / 3), 13),
      annualizedLogChange: expect.closeTo(Math.SQRT2 * Math.sqrt(365), 11),
      n: 3,
      reason: null,
    })
  })

  it('leaves unknown levels out and takes no change across them', () => {
    const result = volatilityOfVolatility([0.5, null, 1.5, null, 1], 365)
    expect(result).toMatchObject({ levelDeviation: 0.5, annualizedLogChange: null, n: 3, reason: 'gap' })
  })

  it('has no coefficient for levels around 0 and nothing to say of two levels', () => {
    expect(volatilityOfVolatility([1, 2, 3, -6], 365)).toMatchObject({
      coefficientOfVariation: null,
      reason: 'out-of-range',
    })
    expect(volatilityOfVolatility([0.5, 1.5], 365).reason).toBe('too-short')
  })

  it('does not change its coefficient with the scale', () => {
    const levels = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 3, maxLength: 60 })
    fc.assert(
      fc.property(levels, (values) => {
        const coefficient = volatilityOfVolatility(values, 365).coefficientOfVariation as number
        const scaled = volatilityOfVolatility(
          values.map((value) => value / 100),
          365,
        )
        expect(scaled.coefficientOfVariation).toBeCloseTo(coefficient, 11)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, (levels) => {
        const result = volatilityOfVolatility(levels, 365)
        expect(unprintableNumbers(result)).toEqual([])
        const known = result.coefficientOfVariation !== null && result.annualizedLogChange !== null
        if (result.n >= 3) expect(result.reason === null).toBe(known)
      }),
      MANY_RUNS,
    )
  })
})
