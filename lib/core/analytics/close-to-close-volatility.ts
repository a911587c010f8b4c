import { requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { logReturns } from '#lib/core/analytics/log-returns'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import { rollingMoments } from '#lib/core/analytics/rolling-moments'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

/** Crypto trades every day: a year has 365 daily and 8 760 hourly periods. */
export const DAYS_PER_YEAR = 365
export const HOURS_PER_YEAR = 8760

export interface Volatility {
  /** Annualised fraction, or `null` with a reason. */
  value: number | null
  /** Returns used. */
  n: number
  reason: UnknownReason | null
}

export interface VolatilityWindow {
  /** Length in returns. */
  window: number
  /** 365 for daily, 8 760 for hourly closes. */
  periodsPerYear: number
  /** Returns that must exist; default 80 % of the window. */
  minReturns?: number
}

/**
 * Close-to-close (realised) volatility of the newest `window` returns.
 * Formula: s = sqrt( Σ (r_t − r̄)² / (n − 1) ) × sqrt(periods per year), r_t log returns. Unit: fraction per √year.
 * Gaps: one slot per period, `null` where missing; returns that touch a gap do not count; below `minReturns`
 * the value is `null` with `too-short` (the series is younger than the window) or `gap`.
 * Cost: O(window). Source: Hull, Options, Futures and Other Derivatives, ch. 15; R's TTR `volatility(calc = "close")` with n + 1 prices.
 * @throws RangeError for a window below 2 or periods per year that are not above 0
 */
export function closeToCloseVolatility(
  closes: readonly (number | null)[],
  options: VolatilityWindow,
): Volatility {
  const { window, periodsPerYear } = checked('closeToCloseVolatility', options)
  const slots = closes.slice(-(window + 1))
  const returns = logReturns(slots).filter((value) => value !== null)
  const n = returns.length
  if (n < (options.minReturns ?? minimumReturns(window))) {
    return { value: null, n, reason: slots.length < window + 1 || slots[0] === null ? 'too-short' : 'gap' }
  }
  const deviation = sampleStandardDeviation(returns)
  if (deviation === null) return { value: null, n, reason: 'too-short' }
  return { value: deviation * Math.sqrt(periodsPerYear), n, reason: null }
}

/**
 * `closeToCloseVolatility` as of every slot, oldest first; `null` where it is not known. Agrees with it to 1e-12.
 * Cost: O(n), whatever the window.
 */
export function rollingCloseToCloseVolatility(
  closes: readonly (number | null)[],
  options: VolatilityWindow,
): (number | null)[] {
  const { window, periodsPerYear } = checked('rollingCloseToCloseVolatility', options)
  const least = options.minReturns ?? minimumReturns(window)
  const returns = rollingMoments(logReturns(closes), window)
  // The first close has no return behind it.
  return closes.map((_, slot) => {
    const { n, variance } = returns[slot - 1] ?? { n: 0, variance: null }
    return n < least || variance === null ? null : Math.sqrt(variance) * Math.sqrt(periodsPerYear)
  })
}

function checked(caller: string, options: VolatilityWindow): VolatilityWindow {
  requireWhole(caller, 'window', options.window, 2)
  requirePositive(caller, 'periodsPerYear', options.periodsPerYear)
  if (options.minReturns !== undefined) requireWhole(caller, 'minReturns', options.minReturns, 0)
  return options
}
