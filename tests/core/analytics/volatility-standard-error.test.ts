import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { volatilityBand, volatilityStandardError } from '#lib/core/analytics/volatility-standard-error'
import { MANY_RUNS, unprintableNumbers } from '../../helpers/unruly-series.ts'

describe('volatilityStandardError', () => {
  it('is s / sqrt(2 n) for normal returns', () => {
    expect(volatilityStandardError(0.8, 30)).toBeCloseTo(0.8 / Math.sqrt(60), 15)
  })

  it('grows with the tails: the relative errors of AI tokens at a kurtosis of 6.3', () => {
    const relative = [7, 14, 30, 90, 365].map((n) => volatilityStandardError(1, n, 6.3)?.toFixed(2))
    expect(relative).toEqual(['0.44', '0.31', '0.21', '0.12', '0.06'])
  })

  it('is unknown where the volatility is', () => {
    expect([volatilityStandardError(null, 30), volatilityStandardError(Number.NaN, 30)]).toEqual([null, null])
  })

  it('refuses what cannot be', () => {
    expect(() => volatilityStandardError(0.8, 1)).toThrow('n to be a whole number of at least 2, got 1')
    expect(() => volatilityStandardError(0.8, 30, 0.9)).toThrow('kurtosis to be at least 1, got 0.9')
    expect(() => volatilityStandardError(-0.1, 30)).toThrow('volatility to be at least 0, got -0.1')
  })
})

describe('volatilityBand', () => {
  it('reaches 1.96 errors to both sides', () => {
    const band = volatilityBand(0.8, 30)
    expect(band?.low).toBeCloseTo(0.5976, 4)
    expect(band?.high).toBeCloseTo(1.0024, 4)
  })

  it('does not go below 0 and is unknown where the volatility is', () => {
    expect(volatilityBand(1, 2, 9)?.low).toBe(0)
    expect(volatilityBand(null, 30)).toBeNull()
  })

  it('holds the volatility, in finite numbers', () => {
    const volatilities = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(volatilities, fc.integer({ min: 2, max: 1000 }), (volatility, n) => {
        const band = volatilityBand(volatility, n, 6.3)
        expect(unprintableNumbers([band, volatilityStandardError(volatility, n, 6.3)])).toEqual([])
        if (band === null) return
        expect(band.low).toBeLessThanOrEqual(volatility)
        expect(band.high).toBeGreaterThanOrEqual(volatility)
      }),
      MANY_RUNS,
    )
  })
})
