import { requirePositive } from '#lib/core/analytics/argument-checks'
import { logReturns } from '#lib/core/analytics/log-returns'
import { mean } from '#lib/core/analytics/mean'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { finiteOrNull, knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

export interface VolatilityOfVolatility {
  /** Sample sd of the levels, in volatility points as a fraction. */
  levelDeviation: number | null
  /** `levelDeviation` over the mean level; no unit. */
  coefficientOfVariation: number | null
  /** Annualised sample sd of the log changes, as in VVIX; with overlapping windows it mostly measures their length. */
  annualizedLogChange: number | null
  /** Known levels. */
  n: number
  reason: StatisticReason | null
}

/**
 * How unsteady a volatility is.
 * Formula: sd(v); sd(v) / mean(v); sd(ln(v_t / v_{t−1})) × sqrt(periods per year); sd with n − 1.
 * Gaps: unknown levels do not count, and a change exists only between two adjacent levels above 0; `too-short` below three,
 * `gap` without two changes, `out-of-range` for levels around 0.
 * Cost: O(n). Source: Cboe, VVIX Index methodology, for the last. Example: [0.5, 1.5] → 0.7071, 0.7071, unknown.
 * @throws RangeError for periods per year that are not above 0
 */
export function volatilityOfVolatility(
  volatilities: readonly (number | null)[],
  periodsPerYear: number,
): VolatilityOfVolatility {
  requirePositive('volatilityOfVolatility', 'periodsPerYear', periodsPerYear)
  const known = knownValues(volatilities)
  const levelDeviation = sampleStandardDeviation(known)
  const level = mean(known)
  const change = sampleStandardDeviation(knownValues(logReturns(volatilities)))
  const coefficient = levelDeviation === null || level === null ? null : finiteOrNull(levelDeviation / level)
  const annualized = change === null ? null : finiteOrNull(change * Math.sqrt(periodsPerYear))
  return {
    levelDeviation,
    coefficientOfVariation: coefficient,
    annualizedLogChange: annualized,
    n: known.length,
    reason: reasonOf(known.length, coefficient, annualized),
  }
}

/** Two levels have one change, and one change has no deviation. */
function reasonOf(n: number, coefficient: number | null, change: number | null): StatisticReason | null {
  if (n < 3) return 'too-short'
  if (coefficient === null) return 'out-of-range'
  return change === null ? 'gap' : null
}
