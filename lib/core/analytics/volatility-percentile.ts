/** Values of own history that a percentile needs to mean anything. */
export const MINIMUM_PERCENTILE_HISTORY = 60

/**
 * Where today's volatility stands against its own past.
 * Formula: share of the past values below today's, ties half (mid-rank). Unit: 0…1.
 * The past excludes today; `null` below 60 known values or when today is unknown.
 * Cost: O(n). Source: mid-rank percentile as in scipy `percentileofscore(kind="mean")`.
 * Example: past 1…60, today 30.5 → 0.5.
 */
export function volatilityPercentile(past: readonly (number | null)[], today: number | null): number | null {
  const known = past.filter((value) => value !== null)
  if (today === null || known.length < MINIMUM_PERCENTILE_HISTORY) return null
  let below = 0
  let ties = 0
  for (const value of known) {
    if (value < today) below += 1
    else if (value === today) ties += 1
  }
  return (below + ties / 2) / known.length
}
