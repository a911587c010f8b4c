import { requireFinite, requirePositive } from '#lib/core/analytics/argument-checks'
import { finiteOrNull, knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

export interface DownsideOptions {
  /** Minimum acceptable return (MAR) of one period, a fraction. */
  minimumAcceptableReturn: number
  periodsPerYear: number
}

export interface DownsideDeviation {
  /** Fraction per √period. */
  perPeriod: number | null
  /** Fraction per √year. */
  annualized: number | null
  n: number
  reason: StatisticReason | null
}

/**
 * Downside deviation: how far returns fall short of a target.
 * Formula: sqrt( (1/n) Σ min(r − MAR, 0)² ) with n = all observations, not only the losing ones; × sqrt(periods per year).
 * Gaps: missing returns do not count; `too-short` without any. No shortfall → 0.
 * Cost: O(n). Source: Sortino & Price, Journal of Investing 3 (1994); R's PerformanceAnalytics, method "full".
 * Example: [0.01, −0.02, 0.03, −0.01], MAR 0 → sqrt(0.0005 / 4) = 0.01118 per period.
 * @throws RangeError for a target that is not finite or periods per year that are not above 0
 */
export function downsideDeviation(
  returns: readonly (number | null)[],
  { minimumAcceptableReturn, periodsPerYear }: DownsideOptions,
): DownsideDeviation {
  requireFinite('downsideDeviation', 'minimumAcceptableReturn', minimumAcceptableReturn)
  requirePositive('downsideDeviation', 'periodsPerYear', periodsPerYear)
  const known = knownValues(returns)
  const n = known.length
  if (n === 0) return { perPeriod: null, annualized: null, n, reason: 'too-short' }
  let squares = 0
  for (const value of known) squares += Math.min(value - minimumAcceptableReturn, 0) ** 2
  const perPeriod = finiteOrNull(Math.sqrt(squares / n))
  const annualized = perPeriod === null ? null : finiteOrNull(perPeriod * Math.sqrt(periodsPerYear))
  return { perPeriod, annualized, n, reason: annualized === null ? 'out-of-range' : null }
}
