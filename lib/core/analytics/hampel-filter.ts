import { requireFinite, requireWhole } from '#lib/core/analytics/argument-checks'
import { medianAbsoluteDeviation } from '#lib/core/analytics/median-absolute-deviation'

export interface HampelOptions {
  /** k: the window holds 2 k + 1 slots around the one in question. */
  halfWidth: number
  /** Number of robust standard deviations beyond which a value is an outlier. */
  threshold: number
}

export interface HampelResult {
  /** Slots of the outliers, ascending. */
  outliers: readonly number[]
  /** The series with each outlier replaced by the median of its window. */
  cleaned: readonly (number | null)[]
}

/**
 * Hampel filter: single values that do not fit between their neighbours.
 * Formula: outlier if |x − median| > threshold × 1.4826 × MAD of the centred window; the first and last k never are.
 * Gaps: unknown values stay unknown and are left out of their neighbours' windows.
 * Cost: O(n k log k). Source: Pearson et al., Generalized Hampel filters, EURASIP Journal on Advances in Signal
 * Processing 2016; R's pracma `hampel`. For drawing attention, not for deleting: heavy tails are the signal.
 * Example: [1, 1, 9, 1, 1] with k = 2, threshold 3 → outlier at 2.
 * @throws RangeError for a half-width below 1 or a threshold that is negative or not finite
 */
export function hampelFilter(
  values: readonly (number | null)[],
  { halfWidth, threshold }: HampelOptions,
): HampelResult {
  requireWhole('hampelFilter', 'halfWidth', halfWidth, 1)
  requireFinite('hampelFilter', 'threshold', threshold)
  if (threshold < 0)
    throw new RangeError(`hampelFilter requires threshold to be at least 0, got ${threshold}`)
  const cleaned = values.map((value) => (value !== null && Number.isFinite(value) ? value : null))
  const known: readonly (number | null)[] = [...cleaned]
  const outliers: number[] = []
  for (let slot = halfWidth; slot < known.length - halfWidth; slot += 1) {
    const value = known[slot] ?? null
    const spread = medianAbsoluteDeviation(known.slice(slot - halfWidth, slot + halfWidth + 1))
    if (value === null || spread === null) continue
    if (Math.abs(value - spread.median) <= threshold * spread.deviation) continue
    outliers.push(slot)
    cleaned[slot] = spread.median
  }
  return { outliers, cleaned }
}
