import { quantile } from '#lib/core/analytics/quantile'

/** Makes the median absolute deviation of normal data equal to its standard deviation. */
const NORMAL_CONSISTENCY = 1.4826

export interface RobustSpread {
  median: number
  /** 1.4826 × MAD, in the unit of x. */
  deviation: number
}

/**
 * Median and scaled median absolute deviation: a centre and a spread that a few wild values cannot move.
 * Formula: 1.4826 × median |x − median(x)|. Gaps: unknown values do not count; `null` without any.
 * Cost: O(n log n). Source: Hampel, JASA 69 (1974); R's `mad`. Example: [1, 2, 3, 4, 100] → 3 and 1.4826.
 */
export function medianAbsoluteDeviation(values: readonly (number | null)[]): RobustSpread | null {
  const median = quantile(values, 0.5)
  if (median === null) return null
  const distances = values.map((value) => (value === null ? null : Math.abs(value - median)))
  const deviation = quantile(distances, 0.5)
  return deviation === null ? null : { median, deviation: NORMAL_CONSISTENCY * deviation }
}
