import { requireWhole } from '#lib/core/analytics/argument-checks'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { type Statistic, statisticOf, unknownStatistic } from '#lib/core/analytics/statistic'

/**
 * Momentum (rate of change): the newest price against the one `lookback` slots before.
 * Formula: P_T / P_{T−n} − 1. Unit: fraction. Input: one slot per period.
 * Gaps: both prices must be known (`gap`); a history that does not reach back that far is `too-short`, never a shorter
 * return under a longer name. `n` is the number of periods between. Cost: O(1). Source: R's TTR `ROC(type = "discrete")`.
 * Example: [100, 90, 120] over 2 → 0.2.
 * @throws RangeError for a lookback below 1
 */
export function momentum(prices: readonly (number | null)[], lookback: number): Statistic {
  requireWhole('momentum', 'lookback', lookback, 1)
  if (prices.length <= lookback) return unknownStatistic(Math.max(0, prices.length - 1), 'too-short')
  const last = prices.at(-1)
  const base = prices[prices.length - 1 - lookback]
  if (!isValidPrice(last) || !isValidPrice(base)) return unknownStatistic(lookback, 'gap')
  return statisticOf(last / base - 1, lookback)
}
