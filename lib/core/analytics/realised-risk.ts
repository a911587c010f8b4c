import {
  closeToCloseVolatility,
  DAYS_PER_YEAR,
  HOURS_PER_YEAR,
  rollingCloseToCloseVolatility,
} from '#lib/core/analytics/close-to-close-volatility'
import type { HourlyPrices } from '#lib/core/analytics/hourly-prices'
import { volatilityPercentile } from '#lib/core/analytics/volatility-percentile'
import type { VolatilityFigure } from '#lib/core/contract/snapshot'

/** Own history a percentile is taken against, in daily values. */
const PERCENTILE_DAYS = 365
const HEADLINE_WINDOW = 30
const HOURS_PER_WEEK = 168

/** The headline: 30-day volatility of daily closes with its percentile against the own year. Cost: O(365 × 30). */
export function headlineVolatility(closes: readonly (number | null)[]): VolatilityFigure {
  const options = { window: HEADLINE_WINDOW, periodsPerYear: DAYS_PER_YEAR }
  const today = closeToCloseVolatility(closes, options)
  const year = closes.slice(-(PERCENTILE_DAYS + HEADLINE_WINDOW + 1))
  const past = rollingCloseToCloseVolatility(year, options).slice(0, -1).slice(-PERCENTILE_DAYS)
  return { ...today, percentile: volatilityPercentile(past, today.value) }
}

/** Annualised volatility of the newest `window` daily returns, or `null`. */
export function dailyVolatility(closes: readonly (number | null)[], window: number): number | null {
  return closeToCloseVolatility(closes, { window, periodsPerYear: DAYS_PER_YEAR }).value
}

/** Annualised volatility of the newest 168 hourly returns, or `null`. The running hour does not count. */
export function weekOfHoursVolatility(hours: HourlyPrices): number | null {
  const complete = hours.prices.slice(0, -1)
  return closeToCloseVolatility(complete, { window: HOURS_PER_WEEK, periodsPerYear: HOURS_PER_YEAR }).value
}
