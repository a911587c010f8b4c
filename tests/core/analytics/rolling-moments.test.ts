import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rollingMoments } from '#lib/core/analytics/rolling-moments'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { knownValues } from '#lib/core/analytics/statistic'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const windows = fc.integer({ min: 1, max: 40 })

/** The textbook's two passes over each window, nothing shared. */
function twoPassVariances(values: readonly (number | null)[], window: number): (number | null)[] {
  return values.map((_, last) => {
    const known = knownValues(values.slice(Math.max(0, last - window + 1), last + 1))
    if (known.length < 2) return null
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length
    return known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1)
  })
}

function expectSame(actual: readonly (number | null)[], expected: readonly (number | null)[]): void {
  const worst = actual.map((value, slot) => {
    const other = expected[slot] ?? null
    if (value === null || other === null) return value === other ? 0 : 1
    return value === other ? 0 : Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other))
  })
  expect(Math.max(0, ...worst)).toBeLessThanOrEqual(1e-12)
}

describe('rollingMoments', () => {
  it('gives count, mean and n − 1 variance of the newest slots as of every slot', () => {
    expect(rollingMoments([1, 2, 4], 2)).toEqual([
      { n: 1, mean: 1, variance: null },
      { n: 2, mean: 1.5, variance: 0.5 },
      { n: 2, mean: 3, variance: 2 },
    ])
  })

  it('leaves gaps out of the count', () => {
    expect(rollingMoments([null, 3, null, Number.NaN, 5, null], 3)).toEqual([
      { n: 0, mean: null, variance: null },
      { n: 1, mean: 3, variance: null },
      { n: 1, mean: 3, variance: null },
      { n: 1, mean: 3, variance: null },
      { n: 1, mean: 5, variance: null },
      { n: 1, mean: 5, variance: null },
    ])
  })

  it('agrees with two passes over each window to 1e-12 on return-like values with gaps', () => {
    const returns = fc.option(
      fc.integer({ min: -20_000, max: 20_000 }).map((steps) => steps / 10_000),
      { freq: 8 },
    )
    fc.assert(
      fc.property(fc.array(returns, { maxLength: 200 }), windows, (values, window) => {
        const variances = rollingMoments(values, window).map(({ variance }) => variance)
        expectSame(variances, twoPassVariances(values, window))
      }),
      MANY_RUNS,
    )
  })

  it('loses no digit to a high level: 1e-12 where E[x²] − E[x]² would keep none', () => {
    const high = fc.integer({ min: 0, max: 1000 }).map((steps) => 10_000_000 + steps / 1000)
    fc.assert(
      fc.property(fc.array(high, { minLength: 2, maxLength: 100 }), windows, (values, window) => {
        const deviations = values.map((_, last) =>
          sampleStandardDeviation(values.slice(Math.max(0, last - window + 1), last + 1)),
        )
        const rolling = rollingMoments(values, window).map(({ variance }) =>
          variance === null ? null : Math.sqrt(variance),
        )
        expectSame(rolling, deviations)
      }),
      MANY_RUNS,
    )
  })

  it('forgets what has left the window: a spike leaves no trace behind it', () => {
    const quiet = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 0.01 : -0.01))
    const spiked = [...quiet, 1e12, ...quiet]
    const after = rollingMoments(spiked, 7).slice(-33)
    expectSame(
      after.map(({ variance }) => variance),
      twoPassVariances(spiked, 7).slice(-33),
    )
  })

  it('has means inside the range of the window', () => {
    const value = fc.integer({ min: -1000, max: 1000 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), windows, (values, window) => {
        for (const [last, { mean }] of rollingMoments(values, window).entries()) {
          const inside = values.slice(Math.max(0, last - window + 1), last + 1)
          const exact = inside.reduce((sum, one) => sum + one, 0) / inside.length
          expect(mean).toBeCloseTo(exact, 9)
        }
      }),
      MANY_RUNS,
    )
  })

  it('is unknown rather than infinite', () => {
    fc.assert(
      fc.property(unrulySeries, windows, (values, window) => {
        expect(unprintableNumbers(rollingMoments(values, window))).toEqual([])
      }),
      MANY_RUNS,
    )
  })

  it('takes time in proportion to the series, not to the window', () => {
    const values = Array.from({ length: 20_000 }, (_, at) => Math.sin(at))
    let touched = 0
    const counted = new Proxy(values, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) touched += 1
        return Reflect.get(target, key, receiver)
      },
    })
    rollingMoments(counted, 10_000)
    expect(touched).toBeLessThan(5 * values.length)
  })

  it('refuses a window below one by name', () => {
    expect(() => rollingMoments([1], 0)).toThrow(
      'rollingMoments requires window to be a whole number of at least 1, got 0',
    )
  })
})
