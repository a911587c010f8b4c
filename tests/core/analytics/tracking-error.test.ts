import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trackingError } from '#lib/core/analytics/tracking-error'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const DAILY = { periodsPerYear: 365 }
const ASSET = [0.01, -0.02, 0.03, 0.005, -0.015, 0.02]
const BENCHMARK = [0.02, -0.01, 0.05, -0.01, -0.02, 0.015]

describe('trackingError', () => {
  it('is the annualised sample deviation of active returns, with the ratio numpy gives', () => {
    const { trackingError: error, informationRatio, n } = trackingError(ASSET, BENCHMARK, DAILY)
    expect(n).toBe(6)
    expect(error).toBeCloseTo(0.24725998463156146, 13)
    expect(informationRatio).toBeCloseTo(-3.690447531814351, 11)
  })

  it('is 0 without a ratio for an asset that stays at the benchmark’s side', () => {
    const lifted = BENCHMARK.map((value) => value + 0.01)
    const expected = { n: 6, trackingError: 0, informationRatio: null, reason: 'constant' }
    expect(trackingError(lifted, BENCHMARK, DAILY)).toEqual(expected)
  })

  it('counts common dates only and is unknown below those asked for', () => {
    expect(trackingError([0.1, null], [0.2, 0.1], DAILY)).toMatchObject({ n: 1, reason: 'gap' })
    expect(trackingError([0.1], [0.2], DAILY)).toMatchObject({ trackingError: null, reason: 'too-short' })
    expect(trackingError(ASSET, BENCHMARK, { ...DAILY, minObs: 7 }).trackingError).toBeNull()
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (series) => {
        const result = trackingError(series, series.toReversed(), DAILY)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.trackingError === null || result.trackingError >= 0).toBe(true)
      }),
      MANY_RUNS,
    )
  })

  it('refuses series of different length and a year without periods', () => {
    expect(() => trackingError([0.1], [], DAILY)).toThrow(/^trackingError requires/)
    expect(() => trackingError([], [], { periodsPerYear: 0 })).toThrow(
      /^trackingError requires .*periodsPerYear.* got 0$/,
    )
  })
})
