import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeToCloseVolatility } from '#lib/core/analytics/close-to-close-volatility'
import { hodgesTompkinsFactor, volatilityCone } from '#lib/core/analytics/volatility-cone'
import { MANY_RUNS, plainPrices, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const OPTIONS = { horizons: [2, 5], percentiles: [0, 50, 100], periodsPerYear: 365 }

describe('volatilityCone', () => {
  it('counts overlapping and independent windows per horizon', () => {
    const year = Array.from({ length: 366 }, (_, day) => 100 + Math.sin(day))
    const cone = volatilityCone(year, { ...OPTIONS, horizons: [30, 180] })
    expect(
      cone.map(({ horizon, count, independentWindows }) => [horizon, count, independentWindows]),
    ).toEqual([
      [30, 336, 12],
      [180, 186, 2],
    ])
  })

  it('holds its percentiles in order around the present value of each horizon', () => {
    fc.assert(
      fc.property(plainPrices(7), (prices) => {
        for (const { horizon, current, quantiles } of volatilityCone(prices, OPTIONS)) {
          const [low, middle, high] = quantiles as [number, number, number]
          expect(low).toBeLessThanOrEqual(middle)
          expect(middle).toBeLessThanOrEqual(high)
          expect(current).toBeGreaterThanOrEqual(low)
          expect(current).toBeLessThanOrEqual(high)
          const newest = { window: horizon, periodsPerYear: 365, minReturns: horizon }
          expect(current).toBeCloseTo(closeToCloseVolatility(prices, newest).value as number, 10)
        }
      }),
      MANY_RUNS,
    )
  })

  it('says whether a horizon is too short or full of gaps, and accepts gaps where told to', () => {
    const gappy = [1, 2, null, 3, 4, null, 5, 6]
    expect(volatilityCone(gappy, OPTIONS).map(({ reason }) => reason)).toEqual(['gap', 'gap'])
    expect(volatilityCone([1, 2, 3], OPTIONS).map(({ reason }) => reason)).toEqual([null, 'too-short'])
    const lenient = volatilityCone(gappy, { ...OPTIONS, horizons: [5], minReturns: () => 2 })
    expect(lenient[0]?.reason).toBeNull()
  })

  it('is unknown rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, (prices) => {
        expect(unprintableNumbers(volatilityCone(prices, OPTIONS))).toEqual([])
      }),
      MANY_RUNS,
    )
  })

  it('refuses a horizon of one return and a percentile above 100', () => {
    expect(() => volatilityCone([1, 2], { ...OPTIONS, horizons: [1] })).toThrow('at least 2, got 1')
    expect(() => volatilityCone([1, 2], { ...OPTIONS, percentiles: [101] })).toThrow('got 1.01')
  })
})

describe('hodgesTompkinsFactor', () => {
  it('has the published sizes for a year of returns', () => {
    const factors = [7, 30, 90, 180].map((horizon) => hodgesTompkinsFactor(365, horizon)?.toFixed(2))
    expect(factors).toEqual(['1.02', '1.09', '1.41', '2.90'])
  })

  it('is 1 for windows of one return and unknown where the horizon does not fit twice', () => {
    expect(hodgesTompkinsFactor(100, 1)).toBeCloseTo(100 / 99, 12)
    expect([hodgesTompkinsFactor(59, 30), hodgesTompkinsFactor(0, 1)]).toEqual([null, null])
  })

  it('is at least 1 and finite', () => {
    const sizes = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 2500 }))
    fc.assert(
      fc.property(sizes, ([returns, horizon]) => {
        const factor = hodgesTompkinsFactor(returns, horizon)
        if (returns < 2 * horizon) expect(factor).toBeNull()
        else expect(factor).toBeGreaterThanOrEqual(1)
        expect(unprintableNumbers(factor)).toEqual([])
      }),
      MANY_RUNS,
    )
  })
})
