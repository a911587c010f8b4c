import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beta } from '#lib/core/analytics/beta'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const BENCHMARK = [0.01, -0.02, 0.03, 0.005, -0.015, 0.02]
const ASSET = [0.02, -0.01, 0.05, -0.01, -0.02, 0.015]

describe('beta', () => {
  it('is the slope of the regression, with what R and scipy print beside it', () => {
    const fit = beta(ASSET, BENCHMARK)
    expect(fit.n).toBe(6)
    expect(fit.beta).toBeCloseTo(1.1710526315789478, 13)
    expect(fit.alphaPerPeriod).toBeCloseTo(0.0016447368421052605, 15)
    expect(fit.correlation).toBeCloseTo(0.877028210069948, 13)
    expect(fit.r2).toBeCloseTo(0.7691784812584969, 13)
    expect(fit.standardErrorOfBeta).toBeCloseTo(0.32075320376970806, 13)
    expect(fit.reason).toBeNull()
  })

  it('is the factor of an asset that is its benchmark times a factor', () => {
    fc.assert(
      fc.property(plainReturns(3), fc.integer({ min: -8, max: 8 }), (benchmark, factor) => {
        const fit = beta(
          benchmark.map((value) => factor * value),
          benchmark,
        )
        if (fit.beta === null) expect(fit.reason).toBe('constant')
        else expect(fit.beta).toBeCloseTo(factor, 9)
      }),
      MANY_RUNS,
    )
  })

  it('does not change with a constant added to the asset: that is alpha', () => {
    const lifted = beta(
      ASSET.map((value) => value + 0.01),
      BENCHMARK,
    )
    expect(lifted.beta).toBeCloseTo(1.1710526315789478, 12)
    expect(lifted.alphaPerPeriod).toBeCloseTo(0.0116447368421052, 12)
  })

  it('uses the common dates only, never a missing return as 0', () => {
    const asset = [...ASSET, null, 0.4, Number.NaN]
    const benchmark = [...BENCHMARK, 0.1, null, 0.2]
    expect(beta(asset, benchmark)).toEqual(beta(ASSET, BENCHMARK))
  })

  it('is unknown below the dates it needs, which are three at least, and says how many there were', () => {
    expect(beta([0.1, 0.2], [0.1, 0.3], 0)).toMatchObject({ n: 2, beta: null, reason: 'too-short' })
    expect(beta(ASSET, BENCHMARK, 7)).toMatchObject({
      n: 6,
      beta: null,
      correlation: null,
      reason: 'too-short',
    })
    expect(beta([...ASSET, null], [...BENCHMARK, 0], 7)).toMatchObject({ n: 6, beta: null, reason: 'gap' })
    expect(beta(ASSET, BENCHMARK, 6).beta).not.toBeNull()
  })

  it('is unknown for a benchmark that never moves, even if its mean rounds', () => {
    expect(beta([0.01, 0.1, -0.04], [0.1, 0.1, 0.1])).toMatchObject({ n: 3, beta: null, reason: 'constant' })
  })

  it('is 0 without a correlation for an asset that never moves', () => {
    expect(beta([0, 0, 0], [0.1, 0.2, 0.4])).toMatchObject({ beta: 0, correlation: null, r2: null })
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, unrulySeries, (asset, benchmark) => {
        const length = Math.min(asset.length, benchmark.length)
        const fit = beta(asset.slice(0, length), benchmark.slice(0, length))
        expect(unprintableNumbers(fit)).toEqual([])
        expect(fit.beta === null).toBe(fit.reason !== null)
        expect(Math.abs(fit.correlation ?? 0)).toBeLessThanOrEqual(1)
      }),
      MANY_RUNS,
    )
  })

  it('refuses series of different length and a count that is none', () => {
    expect(() => beta([0.1], [0.1, 0.2])).toThrow(/^beta requires .*benchmark/)
    expect(() => beta(ASSET, BENCHMARK, -1)).toThrow(RangeError)
  })
})
