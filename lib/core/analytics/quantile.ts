import { knownValues } from '#lib/core/analytics/statistic'

/** Roundings of (n − 1) p that must not move it off a whole rank. */
const ROUNDINGS = 4

/**
 * Quantile of type 7 for every probability, `null` for each when nothing is known.
 * Formula: h = (n − 1) p; x_⌊h⌋ + (h − ⌊h⌋)(x_⌊h⌋+1 − x_⌊h⌋) of the sorted values. A rank that misses a whole number by
 * rounding alone, such as 20 × (1 − 0.95), is that number. Unit: that of x.
 * Gaps: `null` and non-finite values do not count. Cost: O(n log n).
 * Source: Hyndman & Fan, The American Statistician 50 (1996); the default of R, numpy and Excel.
 * Example: [1, 2] at 0.3 → 1.3.
 * @throws RangeError for a probability outside 0…1
 */
export function quantiles(
  values: readonly (number | null)[],
  probabilities: readonly number[],
): (number | null)[] {
  const sorted = knownValues(values).sort((a, b) => a - b)
  return probabilities.map((probability) => {
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`quantiles requires probabilities from 0 to 1, got ${probability}`)
    return atRank(sorted, (sorted.length - 1) * probability)
  })
}

/** One of `quantiles`. Example: [4, 1, 2, 3] at 0.5 → 2.5. */
export function quantile(values: readonly (number | null)[], probability: number): number | null {
  return quantiles(values, [probability])[0] ?? null
}

function atRank(sorted: readonly number[], rank: number): number | null {
  const nearest = Math.round(rank)
  const isWhole = Math.abs(rank - nearest) <= ROUNDINGS * Number.EPSILON * Math.max(1, nearest)
  const floor = isWhole ? nearest : Math.floor(rank)
  const below = sorted[floor]
  const above = sorted[floor + 1]
  if (below === undefined) return null
  if (isWhole || above === undefined) return below
  const share = rank - floor
  const distance = above - below
  return Number.isFinite(distance) ? below + share * distance : (1 - share) * below + share * above
}
