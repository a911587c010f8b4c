import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { riskContribution } from '#lib/core/analytics/risk-contribution'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const DAILY = { periodsPerYear: 365 }
const RETURNS = [
  [0.02, 0.01],
  [-0.01, 0.03],
  [0.015, -0.02],
  [-0.03, 0.005],
]

const rowsOf = <Value>(series: Value[]) =>
  Array.from({ length: Math.floor(series.length / 3) }, (_, at) => series.slice(3 * at, 3 * at + 3))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('riskContribution', () => {
  it('splits the annualised volatility of the portfolio as numpy does', () => {
    const result = riskContribution(RETURNS, [0.6, 0.4], DAILY)
    expect(result.volatility).toBeCloseTo(0.25554761461092396, 13)
    expect(result.marginal).toEqual([expect.closeTo(0.36362271, 8), expect.closeTo(0.09343497, 8)])
    expect(result.contribution).toEqual([expect.closeTo(0.21817363, 8), expect.closeTo(0.03737399, 8)])
    expect(result.diversificationRatio).toBeCloseTo(1.656951175136319, 12)
  })

  it('gives a single token its own volatility and no diversification', () => {
    const result = riskContribution([[0.1], [-0.1], [0.05]], [1], DAILY)
    expect(result.contribution).toEqual([result.volatility])
    expect(result.share).toEqual([1])
    expect(result.diversificationRatio).toBe(1)
    expect(result.weightedAverageVolatility).toBe(result.volatility)
  })

  it('has contributions that sum to the volatility and a ratio of 1 or more without shorts', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(plainReturns(9), weights, (series, raw) => {
        const shares = raw.map((one) => one / sum(raw))
        const result = riskContribution(rowsOf(series), shares, DAILY)
        if (result.volatility === null) return expect(result.reason).toBe('constant')
        // Tokens that cancel each other leave a small difference of large numbers.
        const slack = 1e-9 * (result.weightedAverageVolatility ?? 0)
        expect(Math.abs(sum(result.contribution ?? []) - result.volatility)).toBeLessThanOrEqual(slack)
        expect(result.diversificationRatio).toBeGreaterThanOrEqual(1 - 1e-9)
      }),
      MANY_RUNS,
    )
  })

  it('gives a hedge a negative contribution', () => {
    const hedged = RETURNS.map(([first = 0]) => [first, first])
    const result = riskContribution(hedged, [1, -0.5], DAILY)
    expect(result.contribution?.[1]).toBeLessThan(0)
    expect(sum(result.contribution ?? [])).toBeCloseTo(result.volatility ?? Number.NaN, 12)
  })

  it('uses dates that every token has, and is unknown below those asked for', () => {
    const gappy = [[null, 0.5], ...RETURNS, [0.5, Number.POSITIVE_INFINITY]]
    expect(riskContribution(gappy, [0.6, 0.4], DAILY)).toEqual(riskContribution(RETURNS, [0.6, 0.4], DAILY))
    expect(riskContribution(gappy, [0.6, 0.4], { ...DAILY, minObs: 5 })).toMatchObject({
      n: 4,
      reason: 'gap',
    })
    expect(riskContribution([[0.1]], [1], DAILY)).toMatchObject({ volatility: null, reason: 'too-short' })
    expect(riskContribution([], [], DAILY).reason).toBe('too-few-constituents')
  })

  it('is unknown, not 0, for a portfolio that never moves', () => {
    const still = [
      [0.1, 0.2],
      [0.1, 0.2],
      [0.1, 0.2],
    ]
    expect(riskContribution(still, [0.5, 0.5], DAILY)).toMatchObject({
      volatility: null,
      contribution: null,
      diversificationRatio: null,
      reason: 'constant',
    })
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (series) => {
        const result = riskContribution(rowsOf(series), [0.5, 0.3, 0.2], DAILY)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.volatility === null).toBe(result.reason !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses weights that are not one number per token, and a year without periods', () => {
    expect(() => riskContribution(RETURNS, [1], DAILY)).toThrow(/^riskContribution requires .*weights/)
    expect(() => riskContribution(RETURNS, [1, Number.NaN], DAILY)).toThrow('got NaN at 1')
    expect(() => riskContribution(RETURNS, [1, 0], { periodsPerYear: -1 })).toThrow(RangeError)
  })
})
