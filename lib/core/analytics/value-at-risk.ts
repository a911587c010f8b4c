import { requireInsideUnit, requireWhole } from '#lib/core/analytics/argument-checks'
import { mean } from '#lib/core/analytics/mean'
import { quantile } from '#lib/core/analytics/quantile'
import { knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

export interface ValueAtRiskOptions {
  /** Confidence, inside 0…1: 0.95 looks at the worst 5 %. */
  level: number
  /** Returns below which nothing is said. */
  minReturns: number
}

export interface ValueAtRisk {
  /** Return of one period, a fraction; a loss is negative. */
  valueAtRisk: number | null
  /** Expected shortfall: mean of the returns at or below `valueAtRisk`. */
  conditional: number | null
  n: number
  /** Returns that `conditional` is the mean of. */
  tail: number
  reason: StatisticReason | null
}

/**
 * Historical value at risk and expected shortfall of one period.
 * Formula: VaR = type-7 quantile of the returns at 1 − level, in return space; CVaR = mean of all returns ≤ VaR.
 * Unit: fraction per period. Input: simple returns.
 * Gaps: missing returns do not count; `too-short` below `minReturns`.
 * Cost: O(n log n). Source: Jorion, Value at Risk, ch. 5; R's PerformanceAnalytics, method "historical".
 * Example: [−0.10, −0.09, …, 0.10] (21 values) at 95 % → −0.09 and −0.095.
 * @throws RangeError for a level outside 0…1 or a least number of returns below 1
 */
export function valueAtRisk(
  returns: readonly (number | null)[],
  { level, minReturns }: ValueAtRiskOptions,
): ValueAtRisk {
  requireInsideUnit('valueAtRisk', 'level', level)
  requireWhole('valueAtRisk', 'minReturns', minReturns, 1)
  const known = knownValues(returns)
  const n = known.length
  const threshold = n < minReturns ? null : quantile(known, 1 - level)
  if (threshold === null) return { valueAtRisk: null, conditional: null, n, tail: 0, reason: 'too-short' }
  const tail = known.filter((value) => value <= threshold)
  const conditional = mean(tail)
  const reason = conditional === null ? 'out-of-range' : null
  return { valueAtRisk: threshold, conditional, n, tail: tail.length, reason }
}
