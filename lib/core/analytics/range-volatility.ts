import { requireEqualLengths, requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { isValidPrice, logRatio } from '#lib/core/analytics/log-returns'
import { rollingMoments } from '#lib/core/analytics/rolling-moments'
import {
  type Statistic,
  type StatisticReason,
  statisticOf,
  unknownStatistic,
} from '#lib/core/analytics/statistic'

export const RANGE_ESTIMATORS = ['parkinson', 'garmanKlass', 'rogersSatchell', 'gkyz', 'yangZhang'] as const
export type RangeEstimator = (typeof RANGE_ESTIMATORS)[number]

/** Candles as columns, one slot per period, oldest first. */
export interface Candles {
  open: readonly (number | null)[]
  high: readonly (number | null)[]
  low: readonly (number | null)[]
  close: readonly (number | null)[]
}

export interface RangeWindow {
  estimator: RangeEstimator
  /** Length in candles; `gkyz` and `yangZhang` need the close before them too. */
  window: number
  /** 365 for daily, 2 190 for 4-hour, 91.25 for 4-day candles. */
  periodsPerYear: number
}

/** Logs of one sound candle. `overnight` is ln(O / previous close), `null` without a previous close. */
interface CandleLogs {
  range: number
  body: number
  rogersSatchell: number
  overnight: number | null
}

/**
 * Volatility of the newest `window` candles from their highs and lows.
 * Formula, per candle, averaged over the window, times periods per year, square root:
 * `parkinson` ln(H/L)² / (4 ln 2); `garmanKlass` ½ ln(H/L)² − (2 ln 2 − 1) ln(C/O)²; `rogersSatchell`
 * ln(H/C) ln(H/O) + ln(L/C) ln(L/O); `gkyz` Garman–Klass + ln(O/C₋₁)²; `yangZhang` σ²_o + k σ²_c + (1 − k) σ²_RS with
 * k = 0.34 / (1.34 + (n + 1)/(n − 1)) and the sample variances of ln(O/C₋₁) and ln(C/O).
 * Unit: fraction per √year. Never to be mixed with close-to-close figures: sampled highs and lows bias it down, wicks up.
 * Gaps: every candle of the window must be known (`gap`) and hold its open and close between low and high
 * (`inconsistent-candle`). Cost: O(window).
 * Source: Parkinson 1980; Garman & Klass 1980; Rogers & Satchell 1991; Yang & Zhang 2000; R's TTR `volatility`.
 * Example: one candle 100, 110, 95, 105 → Parkinson 0.0880, Garman–Klass 0.0991, Rogers–Satchell 0.0978 per period.
 * @throws RangeError for columns of different length, an unknown estimator or a window too small for it
 */
export function rangeVolatility(candles: Candles, options: RangeWindow): Statistic {
  requireCandles('rangeVolatility', candles, options)
  const lead = needsPreviousClose(options.estimator) ? 1 : 0
  const needed = options.window + lead
  const newest: Candles = {
    open: candles.open.slice(-needed),
    high: candles.high.slice(-needed),
    low: candles.low.slice(-needed),
    close: candles.close.slice(-needed),
  }
  const n = Math.max(0, newest.close.length - lead)
  if (n < options.window) return unknownStatistic(n, 'too-short')
  const fault = faultOf(newest, lead)
  if (fault !== null) return unknownStatistic(n, fault)
  return statisticOf(rollingRangeVolatility(newest, options).at(-1) ?? Number.NaN, n)
}

/** `rangeVolatility` as of every candle, oldest first; `null` where it is not known. Cost: O(n), whatever the window. */
export function rollingRangeVolatility(candles: Candles, options: RangeWindow): (number | null)[] {
  requireCandles('rollingRangeVolatility', candles, options)
  const logs = candles.close.map((_, slot) => candleLogs(candles, slot))
  return rollingVariance(logs, options).map((variance) => {
    const annual = variance === null ? Number.NaN : Math.sqrt(variance * options.periodsPerYear)
    return Number.isFinite(annual) ? annual : null
  })
}

function rollingVariance(
  logs: readonly (CandleLogs | null)[],
  { estimator, window }: RangeWindow,
): (number | null)[] {
  if (estimator !== 'yangZhang') return fullWindowMeans(logs.map(candleVariance(estimator)), window)
  const overnight = rollingMoments(
    logs.map((log) => log?.overnight ?? null),
    window,
  )
  const body = rollingMoments(
    logs.map((log) => log?.body ?? null),
    window,
  )
  const rogersSatchell = fullWindowMeans(
    logs.map((log) => log?.rogersSatchell ?? null),
    window,
  )
  const k = 0.34 / (1.34 + (window + 1) / (window - 1))
  return rogersSatchell.map((drift, slot) => {
    const gaps = overnight[slot]
    const bodies = body[slot]
    if (drift === null || gaps?.n !== window || gaps.variance === null || !bodies) return null
    return bodies.variance === null ? null : gaps.variance + k * bodies.variance + (1 - k) * drift
  })
}

function fullWindowMeans(terms: readonly (number | null)[], window: number): (number | null)[] {
  return rollingMoments(terms, window).map(({ n, mean }) => (n === window ? mean : null))
}

/** Variance of one candle by an estimator that is a plain mean over candles. */
function candleVariance(
  estimator: Exclude<RangeEstimator, 'yangZhang'>,
): (log: CandleLogs | null) => number | null {
  return (log) => {
    if (log === null) return null
    if (estimator === 'parkinson') return log.range ** 2 / (4 * Math.LN2)
    if (estimator === 'rogersSatchell') return log.rogersSatchell
    const garmanKlass = log.range ** 2 / 2 - (2 * Math.LN2 - 1) * log.body ** 2
    if (estimator === 'garmanKlass') return garmanKlass
    return log.overnight === null ? null : garmanKlass + log.overnight ** 2
  }
}

function candleLogs(candles: Candles, slot: number): CandleLogs | null {
  const candle = candleAt(candles, slot)
  if (typeof candle === 'string') return null
  const { open, high, low, close } = candle
  const before = candles.close[slot - 1]
  return {
    range: logRatio(high, low),
    body: logRatio(close, open),
    rogersSatchell: logRatio(high, close) * logRatio(high, open) + logRatio(low, close) * logRatio(low, open),
    overnight: isValidPrice(before) ? logRatio(open, before) : null,
  }
}

type Candle = Record<'open' | 'high' | 'low' | 'close', number>

/** The candle of a slot, or what is wrong with it. */
function candleAt(candles: Candles, slot: number): Candle | StatisticReason {
  const open = candles.open[slot]
  const high = candles.high[slot]
  const low = candles.low[slot]
  const close = candles.close[slot]
  if (!(isValidPrice(open) && isValidPrice(high) && isValidPrice(low) && isValidPrice(close))) return 'gap'
  const isSound = Math.max(open, close) <= high && Math.min(open, close) >= low
  return isSound ? { open, high, low, close } : 'inconsistent-candle'
}

/** First fault of the newest candles; of the one before the window only the close matters. */
function faultOf(newest: Candles, lead: number): StatisticReason | null {
  if (lead === 1 && !isValidPrice(newest.close[0])) return 'gap'
  for (let slot = lead; slot < newest.close.length; slot += 1) {
    const candle = candleAt(newest, slot)
    if (typeof candle === 'string') return candle
  }
  return null
}

function needsPreviousClose(estimator: RangeEstimator): boolean {
  return estimator === 'gkyz' || estimator === 'yangZhang'
}

function requireCandles(caller: string, candles: Candles, options: RangeWindow): void {
  const { open, high, low, close } = candles
  requireEqualLengths(caller, { open, high, low, close })
  if (!RANGE_ESTIMATORS.includes(options.estimator))
    throw new RangeError(
      `${caller} requires estimator to be one of ${RANGE_ESTIMATORS.join(', ')}, got ${options.estimator}`,
    )
  requireWhole(caller, 'window', options.window, options.estimator === 'yangZhang' ? 2 : 1)
  requirePositive(caller, 'periodsPerYear', options.periodsPerYear)
}
