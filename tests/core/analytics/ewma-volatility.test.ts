import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EwmaSeed, ewmaEffectiveReturns, ewmaVolatility } from '#lib/core/analytics/ewma-volatility'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const RETURNS = [0.02, -0.04, 0.06]
const seeded = (seed: EwmaSeed) => ewmaVolatility(RETURNS, { lambda: 0.5, periodsPerYear: 1, seed }).value
const SEEDS: readonly EwmaSeed[] = ['first', 'normalized', 'truncated', { meanOf: 3 }]

describe('ewmaVolatility', () => {
  it('starts from the first squared return', () => {
    // 0.25 × 0.0004 + 0.25 × 0.0016 + 0.5 × 0.0036
    expect(seeded('first')).toBeCloseTo(Math.sqrt(0.0023), 15)
  })

  it('starts from the mean of the first squares and goes on behind them', () => {
    expect(seeded({ meanOf: 2 })).toBeCloseTo(Math.sqrt(0.5 * 0.001 + 0.5 * 0.0036), 15)
    expect(seeded({ meanOf: 3 })).toBeCloseTo(Math.sqrt(0.0056 / 3), 15)
  })

  it('divides by the weights it used, or takes the sum as it is', () => {
    const sum = 0.5 * 0.0036 + 0.25 * 0.0016 + 0.125 * 0.0004
    expect(seeded('truncated')).toBeCloseTo(Math.sqrt(sum), 15)
    expect(seeded('normalized')).toBeCloseTo(Math.sqrt(sum / 0.875), 15)
  })

  it('is the size of a return that never changes, except where the sum is cut off', () => {
    const flat = new Array<number>(40).fill(0.03)
    for (const seed of SEEDS) {
      const { value } = ewmaVolatility(flat, { lambda: 0.94, periodsPerYear: 365, seed })
      const share = seed === 'truncated' ? Math.sqrt(1 - 0.94 ** 40) : 1
      expect(value).toBeCloseTo(0.03 * Math.sqrt(365) * share, 12)
    }
  })

  it('is unknown when empty, below its seed, or over a gap', () => {
    const options = { lambda: 0.94, periodsPerYear: 365 }
    expect(ewmaVolatility([], { ...options, seed: 'first' })).toEqual({
      value: null,
      n: 0,
      reason: 'too-short',
    })
    expect(ewmaVolatility(RETURNS, { ...options, seed: { meanOf: 4 } })).toEqual({
      value: null,
      n: 3,
      reason: 'too-short',
    })
    expect(ewmaVolatility([0.1, null, 0.1], { ...options, seed: 'first' }).reason).toBe('gap')
  })

  it('grows with the scale of the returns and lies between the least and the largest of them', () => {
    fc.assert(
      fc.property(plainReturns(3), fc.constantFrom(...SEEDS), (returns, seed) => {
        const options = { lambda: 0.9, periodsPerYear: 1, seed }
        const value = ewmaVolatility(returns, options).value as number
        const doubled = returns.map((one) => 2 * one)
        expect(ewmaVolatility(doubled, options).value).toBeCloseTo(2 * value, 12)
        expect(value).toBeLessThanOrEqual(Math.max(...returns.map(Math.abs)) + 1e-12)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, fc.constantFrom(...SEEDS), (returns, seed) => {
        const result = ewmaVolatility(returns, { lambda: 0.94, periodsPerYear: 365, seed })
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.reason === null).toBe(result.value !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a decay, a seed or a year that cannot be', () => {
    const run = (lambda: number, periodsPerYear: number, seed: EwmaSeed) => () =>
      ewmaVolatility(RETURNS, { lambda, periodsPerYear, seed })
    expect(run(1, 365, 'first')).toThrow('ewmaVolatility requires lambda to be between 0 and 1, got 1')
    expect(run(0.9, 0, 'first')).toThrow('periodsPerYear to be above 0, got 0')
    expect(run(0.9, 365, { meanOf: 0 })).toThrow('meanOf to be a whole number of at least 1, got 0')
  })
})

describe('ewmaEffectiveReturns', () => {
  it('is one over the sum of the squared weights', () => {
    const [lambda, n, seedLength] = [0.9, 12, 5]
    const weights = Array.from({ length: n }, (_, age) =>
      age < n - seedLength ? (1 - lambda) * lambda ** age : lambda ** (n - seedLength) / seedLength,
    )
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14)
    const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0)
    expect(ewmaEffectiveReturns(n, lambda, seedLength)).toBeCloseTo(1 / squares, 12)
  })

  it("settles near 32 at RiskMetrics' decay, however long the history, and is n while only the seed is there", () => {
    expect(ewmaEffectiveReturns(365, 0.94, 30)).toBeCloseTo(1.94 / 0.06, 3)
    expect([0, 1, 30].map((n) => ewmaEffectiveReturns(n, 0.94, 30))).toEqual([0, 1, 30])
  })

  it('refuses what cannot be', () => {
    expect(() => ewmaEffectiveReturns(1.5, 0.94, 30)).toThrow('n to be a whole number')
    expect(() => ewmaEffectiveReturns(60, 1, 30)).toThrow('lambda to be between 0 and 1')
    expect(() => ewmaEffectiveReturns(60, 0.94, 0)).toThrow('seedLength to be a whole number of at least 1')
  })
})
