import {
  closeToCloseVolatility,
  type Volatility,
  type VolatilityWindow,
} from '#lib/core/analytics/close-to-close-volatility'
import { type DailyPoint, dailyCloses } from '#lib/core/analytics/daily-closes'
import { DAY_MS } from '#lib/core/market/window'

export interface RawDailyVolatility extends Volatility {
  /** 00:00 UTC of the last close, ms; `null` without one. */
  lastDay: number | null
}

/**
 * Close-to-close volatility straight from one upstream answer.
 * Purpose: the whole way from raw points to the figure, as one checkable step.
 * Formula: `closeToCloseVolatility` of `dailyCloses` up to the last close, the live point left out. Unit: fraction per
 * √year. Gaps: those of the two. Cost: O(n). Source: those of the two.
 * Example: 31 daily points and a live one, window 30 → n = 30.
 */
export function rawDailyVolatility(
  points: readonly DailyPoint[],
  now: number,
  options: VolatilityWindow,
): RawDailyVolatility {
  const { firstDay, prices } = dailyCloses(points, now, { until: 'last' })
  const lastDay = prices.length === 0 ? null : firstDay + (prices.length - 1) * DAY_MS
  return { ...closeToCloseVolatility(prices, options), lastDay }
}
