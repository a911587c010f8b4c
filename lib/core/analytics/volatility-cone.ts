import { requireWhole } from '#lib/core/analytics/argument-checks'
import { rollingCloseToCloseVolatility } from '#lib/core/analytics/close-to-close-volatility'
import { quantiles } from '#lib/core/analytics/quantile'
import { knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

export interface ConeOptions {
  /** Lengths in returns. */
  horizons: readonly number[]
  /** 0…100. */
  percentiles: readonly number[]
  periodsPerYear: number
  /** Returns that must exist in a window of a horizon; default all of them. */
  minReturns?: (horizon: number) => number
}

export interface ConeHorizon {
  horizon: number
  /** Rolling values the percentiles are of; neighbours share all but one return. */
  count: number
  /** Windows that share no return: what `count` is really worth. Below 2 a horizon says nothing. */
  independentWindows: number
  /** As of the newest close; annualised fraction. */
  current: number | null
  /** One per percentile asked for, in that order. */
  quantiles: readonly (number | null)[]
  reason: StatisticReason | null
}

/**
 * Volatility cone: where the present volatility of each horizon stands in the series' own past.
 * Formula: type-7 percentiles of the rolling close-to-close volatility per horizon, windows overlapping.
 * Unit: fraction per √year. Gaps: a window without enough returns has no value; `too-short` or `gap` where none has.
 * Cost: O(horizons × n log n). Source: Burghardt & Lane, Journal of Portfolio Management 16 (1990).
 * Overlapping windows understate the spread, see `hodgesTompkinsFactor`.
 * Example: 366 closes and horizon 30 → 336 values, 12 independent windows.
 * @throws RangeError for a horizon below 2 or a percentile outside 0…100
 */
export function volatilityCone(prices: readonly (number | null)[], options: ConeOptions): ConeHorizon[] {
  const probabilities = options.percentiles.map((percentile) => percentile / 100)
  const returns = Math.max(0, prices.length - 1)
  return options.horizons.map((horizon) => {
    const rolling = rollingCloseToCloseVolatility(prices, {
      window: horizon,
      periodsPerYear: options.periodsPerYear,
      minReturns: options.minReturns?.(horizon) ?? horizon,
    })
    const count = knownValues(rolling).length
    return {
      horizon,
      count,
      independentWindows: Math.floor(returns / horizon),
      current: rolling.at(-1) ?? null,
      quantiles: quantiles(rolling, probabilities),
      reason: count > 0 ? null : returns < horizon ? 'too-short' : 'gap',
    }
  })
}

/**
 * What the variance measured over overlapping windows must be multiplied by.
 * Formula: 1 / (1 − h/n + (h² − 1) / (3 n²)) with n = T − h + 1 windows of h returns in T. Unit: none, at least 1.
 * `null` where the windows do not fit twice (T < 2 h): nothing is left to correct. Cost: O(1).
 * Source: Hodges & Tompkins, Journal of Derivatives 10 (2002). Example: T = 365, h = 30 → 1.095.
 * @throws RangeError for a horizon below 1 or a negative number of returns
 */
export function hodgesTompkinsFactor(returns: number, horizon: number): number | null {
  requireWhole('hodgesTompkinsFactor', 'returns', returns, 0)
  requireWhole('hodgesTompkinsFactor', 'horizon', horizon, 1)
  if (returns < 2 * horizon) return null
  const windows = returns - horizon + 1
  return 1 / (1 - horizon / windows + (horizon ** 2 - 1) / (3 * windows ** 2))
}
