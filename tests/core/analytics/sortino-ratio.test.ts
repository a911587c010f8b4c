import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downsideDeviation } from '#lib/core/analytics/downside-deviation'
import { sortinoRatio } from '#lib/core/analytics/sortino-ratio'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const RETURNS = [0.01, -0.02, 0.03, -0.01]
const PLAIN = { minimumAcceptableReturn: 0, periodsPerYear: 1 }

describe('downsideDeviation', () => {
  it('divides the shortfalls by all observations, not by the losing ones', () => {
    expect(downsideDeviation(RETURNS, PLAIN).perPeriod).toBeCloseTo(Math.sqrt(0.0005 / 4), 15)
  })

  it('measures from the target and annualises', () => {
    const { perPeriod, annualized, n } = downsideDeviation([0.01, 0.03], {
      minimumAcceptableReturn: 0.02,
      periodsPerYear: 365,
    })
    expect(perPeriod).toBeCloseTo(Math.sqrt(0.0001 / 2), 15)
    expect(annualized).toBeCloseTo(Math.sqrt((0.0001 / 2) * 365), 13)
    expect(n).toBe(2)
  })

  it('is 0 without a shortfall and unknown without returns', () => {
    expect(downsideDeviation([0.01, 0.02], PLAIN).perPeriod).toBe(0)
    expect(downsideDeviation([null], PLAIN)).toEqual({
      perPeriod: null,
      annualized: null,
      n: 0,
      reason: 'too-short',
    })
  })

  it('does not depend on the order and is no larger than the worst shortfall', () => {
    fc.assert(
      fc.property(plainReturns(1), (returns) => {
        const { perPeriod } = downsideDeviation(returns, PLAIN)
        expect(downsideDeviation(returns.toReversed(), PLAIN).perPeriod).toBeCloseTo(perPeriod as number, 14)
        expect(perPeriod).toBeLessThanOrEqual(Math.max(0, -Math.min(...returns)) + 1e-15)
      }),
      MANY_RUNS,
    )
  })
})

describe('sortinoRatio', () => {
  it('is the mean excess over the downside deviation', () => {
    expect(sortinoRatio(RETURNS, PLAIN).value).toBeCloseTo(0.2236067977499789, 14)
  })

  it('is unknown where nothing fell short, and without returns', () => {
    expect(sortinoRatio([0.01, 0.02], PLAIN)).toEqual({ value: null, n: 2, reason: 'no-downside' })
    expect(sortinoRatio([null, Number.NaN], PLAIN)).toEqual({ value: null, n: 0, reason: 'too-short' })
  })

  it('does not change with the scale of the returns', () => {
    fc.assert(
      fc.property(plainReturns(1), (returns) => {
        const { value } = sortinoRatio(returns, PLAIN)
        const doubled = sortinoRatio(
          returns.map((one) => 2 * one),
          PLAIN,
        ).value
        if (value === null) expect(doubled).toBeNull()
        else expect(doubled).toBeCloseTo(value, 10)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, fc.double({ noNaN: true, noDefaultInfinity: true }), (returns, target) => {
        const options = { minimumAcceptableReturn: target, periodsPerYear: 365 }
        const ratio = sortinoRatio(returns, options)
        const deviation = downsideDeviation(returns, options)
        expect(unprintableNumbers([ratio, deviation])).toEqual([])
        expect(ratio.reason === null).toBe(ratio.value !== null)
        expect(deviation.reason === null).toBe(deviation.annualized !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a target that is no number', () => {
    expect(() => sortinoRatio([], { ...PLAIN, minimumAcceptableReturn: Number.NaN })).toThrow(
      'downsideDeviation requires minimumAcceptableReturn to be a finite number, got NaN',
    )
  })
})
