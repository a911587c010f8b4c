import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Candles,
  RANGE_ESTIMATORS,
  type RangeEstimator,
  rangeVolatility,
  rollingRangeVolatility,
} from '#lib/core/analytics/range-volatility'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const ONE: Candles = { open: [100], high: [110], low: [95], close: [105] }
const once = (estimator: RangeEstimator) => ({ estimator, window: 1, periodsPerYear: 1 })
/** Two days whose open differs from the close before. */
const GAPS: Candles = { open: [10, 11, 9], high: [10, 12, 10], low: [10, 11, 8], close: [10, 12, 10] }

const step = fc.integer({ min: 0, max: 300 }).map((steps) => 1 + steps / 1000)
const soundCandles = fc
  .array(fc.tuple(fc.integer({ min: 50, max: 150 }), fc.integer({ min: 50, max: 150 }), step, step), {
    minLength: 5,
    maxLength: 40,
  })
  .map(
    (rows): Candles => ({
      open: rows.map(([open]) => open),
      close: rows.map(([, close]) => close),
      high: rows.map(([open, close, up]) => Math.max(open, close) * up),
      low: rows.map(([open, close, , down]) => Math.min(open, close) / down),
    }),
  )

describe('rangeVolatility', () => {
  it('follows the textbook on one candle', () => {
    const range = Math.log(110 / 95)
    const body = Math.log(105 / 100)
    const expected = {
      parkinson: range ** 2 / (4 * Math.LN2),
      garmanKlass: range ** 2 / 2 - (2 * Math.LN2 - 1) * body ** 2,
      rogersSatchell: Math.log(110 / 105) * Math.log(110 / 100) + Math.log(95 / 105) * Math.log(95 / 100),
    }
    for (const estimator of ['parkinson', 'garmanKlass', 'rogersSatchell'] as const)
      expect(rangeVolatility(ONE, once(estimator)).value).toBeCloseTo(Math.sqrt(expected[estimator]), 14)
  })

  it('adds the overnight jump in gkyz', () => {
    const jump = Math.log(9 / 12)
    const garmanKlass = rangeVolatility(GAPS, once('garmanKlass')).value as number
    expect(rangeVolatility(GAPS, once('gkyz')).value).toBeCloseTo(Math.hypot(garmanKlass, jump), 14)
  })

  it('weighs overnight, body and drift-free range as Yang and Zhang do: k = 0.34 / (1.34 + (n + 1)/(n − 1))', () => {
    const overnight = (Math.log(11 / 10) - Math.log(9 / 12)) ** 2 / 2
    const body = (Math.log(12 / 11) - Math.log(10 / 9)) ** 2 / 2
    const rogersSatchell = (Math.log(8 / 10) * Math.log(8 / 9)) / 2
    const k = 0.34 / (1.34 + 3)
    const { value } = rangeVolatility(GAPS, { estimator: 'yangZhang', window: 2, periodsPerYear: 365 })
    const variance = overnight + k * body + (1 - k) * rogersSatchell
    expect(value).toBeCloseTo(Math.sqrt(variance * 365), 12)
  })

  it('says why it knows nothing: too short, a gap, or a candle that contradicts itself', () => {
    const reasonOf = (candles: Candles, estimator: RangeEstimator = 'parkinson', window = 1) =>
      rangeVolatility(candles, { estimator, window, periodsPerYear: 365 }).reason
    expect(reasonOf(ONE, 'parkinson', 2)).toBe('too-short')
    expect(reasonOf(ONE, 'gkyz')).toBe('too-short')
    expect(reasonOf({ ...ONE, low: [null] })).toBe('gap')
    expect(reasonOf({ ...ONE, low: [0] })).toBe('gap')
    expect(reasonOf({ ...ONE, close: [111] })).toBe('inconsistent-candle')
    expect(reasonOf({ ...ONE, open: [94] }, 'garmanKlass')).toBe('inconsistent-candle')
    expect(reasonOf({ ...GAPS, close: [null, 12, 10] }, 'yangZhang', 2)).toBe('gap')
    expect(reasonOf({ ...GAPS, high: [null, 12, 10] }, 'yangZhang', 2)).toBeNull()
  })

  it('never takes a negative variance: Garman–Klass of a candle whose close left its range', () => {
    const broken: Candles = { open: [100], high: [101], low: [100], close: [150] }
    expect(rangeVolatility(broken, once('garmanKlass'))).toEqual({
      value: null,
      n: 1,
      reason: 'inconsistent-candle',
    })
    expect(rollingRangeVolatility(broken, once('garmanKlass'))).toEqual([null])
  })

  it('is 0 for candles that never move', () => {
    const flat = new Array<number>(6).fill(2.5)
    const candles = { open: flat, high: flat, low: flat, close: flat }
    for (const estimator of RANGE_ESTIMATORS)
      expect(rangeVolatility(candles, { estimator, window: 4, periodsPerYear: 365 }).value).toBe(0)
  })

  it('does not depend on the unit of the price', () => {
    fc.assert(
      fc.property(soundCandles, fc.constantFrom(...RANGE_ESTIMATORS), (candles, estimator) => {
        const options = { estimator, window: 4, periodsPerYear: 365 }
        const scale = (column: readonly (number | null)[]) =>
          column.map((price) => (price as number) * 2 ** -30)
        const { open, high, low, close } = candles
        const scaled = { open: scale(open), high: scale(high), low: scale(low), close: scale(close) }
        const value = rangeVolatility(candles, options).value
        expect(value).not.toBeNull()
        expect(rangeVolatility(scaled, options).value).toBeCloseTo(value as number, 12)
      }),
      MANY_RUNS,
    )
  })

  it('rolls to the same value as the window alone', () => {
    fc.assert(
      fc.property(soundCandles, fc.constantFrom(...RANGE_ESTIMATORS), (candles, estimator) => {
        const options = { estimator, window: 3, periodsPerYear: 365 }
        const rolling = rollingRangeVolatility(candles, options)
        for (const [last, value] of rolling.entries()) {
          const cut = (column: readonly (number | null)[]) => column.slice(0, last + 1)
          const { open, high, low, close } = candles
          const upToHere = { open: cut(open), high: cut(high), low: cut(low), close: cut(close) }
          const alone = rangeVolatility(upToHere, options).value
          if (alone === null) expect(value).toBeNull()
          else expect(value).toBeCloseTo(alone, 11)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is unknown with a reason rather than infinite', () => {
    const columns = fc.tuple(unrulySeries, unrulySeries, unrulySeries, unrulySeries)
    fc.assert(
      fc.property(columns, fc.constantFrom(...RANGE_ESTIMATORS), ([open, high, low, close], estimator) => {
        const length = Math.min(open.length, high.length, low.length, close.length)
        const candles = {
          open: open.slice(0, length),
          high: high.slice(0, length).map((price, at) => (at % 2 === 0 ? Number.MAX_VALUE : price)),
          low: low.slice(0, length).map((price, at) => (at % 2 === 0 ? 5e-324 : price)),
          close: close.slice(0, length),
        }
        const options = { estimator, window: 2, periodsPerYear: 365 }
        const result = rangeVolatility(candles, options)
        expect(unprintableNumbers([result, rollingRangeVolatility(candles, options)])).toEqual([])
        expect(result.reason === null).toBe(result.value !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses columns of different length, a window too small and an estimator nobody knows', () => {
    const run = (candles: Candles, estimator: string, window: number) => () =>
      rangeVolatility(candles, { estimator: estimator as RangeEstimator, window, periodsPerYear: 365 })
    expect(run({ ...ONE, low: [] }, 'parkinson', 1)).toThrow(
      'arrays of equal length, got open 1, high 1, low 0, close 1',
    )
    expect(run(GAPS, 'yangZhang', 1)).toThrow('window to be a whole number of at least 2, got 1')
    expect(run(ONE, 'parkinson', 0)).toThrow('window to be a whole number of at least 1, got 0')
    expect(run(ONE, 'close', 1)).toThrow(/^rangeVolatility requires estimator to be one of .*, got close$/)
  })
})
