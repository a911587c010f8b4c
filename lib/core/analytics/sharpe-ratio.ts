import { requireFinite, requirePositive } from '#lib/core/analytics/argument-checks'
import { isConstant } from '#lib/core/analytics/is-constant'
import { mean } from '#lib/core/analytics/mean'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { knownValues, type Statistic, statisticOf, unknownStatistic } from '#lib/core/analytics/statistic'

export interface SharpeOptions {
  /** Risk-free return of one period, a fraction. */
  riskFreePerPeriod: number
  periodsPerYear: number
}

/**
 * Sharpe ratio.
 * Purpose: mean return above the risk-free one per unit of its variation.
 * Formula: mean(r − rf) / sd(r − rf) × sqrt(periods per year), sd with n − 1. Input: simple returns. Unit: 1 per √year.
 * Gaps: missing returns do not count. `too-short` below two; `constant` where the returns do not vary beyond rounding.
 * Cost: O(n). Source: Sharpe, Journal of Portfolio Management 21 (1994). Its standard error over one year is about 1.
 * Example: [0.01, 0.03], rf 0, 1 period per year → 0.02 / 0.01414 = 1.414.
 * @throws RangeError for a risk-free return that is not finite or periods per year that are not above 0
 */
export function sharpeRatio(
  returns: readonly (number | null)[],
  { riskFreePerPeriod, periodsPerYear }: SharpeOptions,
): Statistic {
  requireFinite('sharpeRatio', 'riskFreePerPeriod', riskFreePerPeriod)
  requirePositive('sharpeRatio', 'periodsPerYear', periodsPerYear)
  const excess = knownValues(returns).map((value) => value - riskFreePerPeriod)
  const n = excess.length
  if (n < 2) return unknownStatistic(n, 'too-short')
  if (isConstant(excess, 1)) return unknownStatistic(n, 'constant')
  const average = mean(excess)
  const deviation = sampleStandardDeviation(excess)
  if (average === null || deviation === null) return unknownStatistic(n, 'out-of-range')
  return statisticOf((average / deviation) * Math.sqrt(periodsPerYear), n)
}
