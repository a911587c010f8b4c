import { type DownsideOptions, downsideDeviation } from '#lib/core/analytics/downside-deviation'
import { mean } from '#lib/core/analytics/mean'
import { knownValues, type Statistic, statisticOf, unknownStatistic } from '#lib/core/analytics/statistic'

/**
 * Sortino ratio.
 * Purpose: like Sharpe, but only falling short of the target counts as risk.
 * Formula: (mean(r) − MAR) / downside deviation × sqrt(periods per year). Input: simple returns. Unit: 1 per √year.
 * Gaps: missing returns do not count; `too-short` without any, `no-downside` where no return is below the target.
 * Cost: O(n). Source: Sortino & Price, Journal of Investing 3 (1994).
 * Example: [0.01, −0.02, 0.03, −0.01], MAR 0, 1 period per year → 0.0025 / 0.01118 = 0.2236.
 * @throws RangeError for a target that is not finite or periods per year that are not above 0
 */
export function sortinoRatio(returns: readonly (number | null)[], options: DownsideOptions): Statistic {
  const { perPeriod, n, reason } = downsideDeviation(returns, options)
  const average = mean(knownValues(returns))
  if (perPeriod === null || average === null) return unknownStatistic(n, reason ?? 'out-of-range')
  if (perPeriod === 0) return unknownStatistic(n, 'no-downside')
  const excess = average - options.minimumAcceptableReturn
  return statisticOf((excess / perPeriod) * Math.sqrt(options.periodsPerYear), n)
}
