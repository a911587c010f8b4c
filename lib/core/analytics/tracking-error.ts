import { requireEqualLengths, requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { isConstant } from '#lib/core/analytics/is-constant'
import { jointReturns } from '#lib/core/analytics/joint-returns'
import { mean } from '#lib/core/analytics/mean'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface TrackingError {
  /** Dates on which both returns are known. */
  n: number
  /** Annualised fraction. */
  trackingError: number | null
  /** Annual active return over the tracking error; `null` where the asset never leaves the benchmark's side. */
  informationRatio: number | null
  reason: UnknownReason | null
}

export interface TrackingErrorOptions {
  /** 365 for daily returns. */
  periodsPerYear: number
  /** Common dates that must exist; at least 2. */
  minObs?: number
}

/**
 * Tracking error and information ratio against a benchmark.
 * Purpose: how far an asset strays from its benchmark, and what that straying earned.
 * Formula: TE = sd(a − b) × sqrt(N), IR = mean(a − b) × N / TE, sample deviation, simple returns.
 * Unit: TE a fraction per √year, IR a pure number. Gaps: only dates where both are known; `null` with `too-short` or
 * `gap` below `minObs`; `constant` with TE = 0 and no IR. Cost: O(n).
 * Source: Bacon, Practical Portfolio Performance Measurement and Attribution; PerformanceAnalytics `TrackingError`.
 * Example: active returns +1 %, −1 % with N = 365 → TE = 27.0 %, IR = 0.
 * @throws RangeError for series of different length or an annual factor that is not above 0.
 */
export function trackingError(
  asset: readonly (number | null)[],
  benchmark: readonly (number | null)[],
  { periodsPerYear, minObs = 2 }: TrackingErrorOptions,
): TrackingError {
  requireEqualLengths('trackingError', { asset, benchmark })
  requireWhole('trackingError', 'minObs', minObs, 0)
  requirePositive('trackingError', 'periodsPerYear', periodsPerYear)
  const { first, second } = jointReturns(asset, benchmark)
  const active = first.map((value, at) => value - (second[at] as number))
  const n = active.length
  const deviation = n < minObs ? null : sampleStandardDeviation(active)
  if (deviation === null) {
    const reason = asset.length < Math.max(2, minObs) ? 'too-short' : 'gap'
    return { n, trackingError: null, informationRatio: null, reason }
  }
  if (isConstant(active, 1)) {
    return { n, trackingError: 0, informationRatio: null, reason: 'constant' }
  }
  const annual = deviation * Math.sqrt(periodsPerYear)
  const activeReturn = (mean(active) as number) * periodsPerYear
  return { n, trackingError: annual, informationRatio: activeReturn / annual, reason: null }
}
