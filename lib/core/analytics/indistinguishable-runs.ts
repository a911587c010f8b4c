import { requireFinite } from '#lib/core/analytics/argument-checks'

/** A confidence band, low to high. */
export interface Band {
  low: number
  high: number
}

/** Places of a ranking, first to last, both included. */
export interface RankRun {
  first: number
  last: number
}

/**
 * Runs of neighbours in a ranking whose order the data do not support.
 * Purpose: the brackets "not distinguishable". Overlap is not transitive: that A overlaps B and B overlaps C says nothing
 * of A and C. So a run is one in which every pair overlaps, and no longer run contains it; runs may share members, as
 * letters do in a compact letter display. Members that stand in no run differ from both neighbours.
 * Formula: bands on a line overlap in pairs exactly when max(low) ≤ min(high) (Helly); bands that touch overlap.
 * Cost: O(n × longest run). Source: Piepho, Journal of Computational and Graphical Statistics 13 (2004).
 * Example: [0, 2], [1, 4], [3, 5] → runs 0–1 and 1–2, not 0–2.
 * @throws RangeError for a bound that is not finite or a band whose low is above its high
 */
export function indistinguishableRuns(ranking: readonly Band[]): RankRun[] {
  for (const band of ranking) requireBand(band)
  const runs: RankRun[] = []
  for (const first of ranking.keys()) {
    const last = endOfRun(ranking, first)
    const isInside = runs.some((run) => run.last >= last)
    if (last > first && !isInside) runs.push({ first, last })
  }
  return runs
}

/** The last place that overlaps every band from `first` on. */
function endOfRun(ranking: readonly Band[], first: number): number {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  let last = first
  for (const [at, band] of ranking.entries()) {
    if (at < first) continue
    low = Math.max(low, band.low)
    high = Math.min(high, band.high)
    if (low > high) return last
    last = at
  }
  return last
}

function requireBand({ low, high }: Band): void {
  requireFinite('indistinguishableRuns', 'low', low)
  requireFinite('indistinguishableRuns', 'high', high)
  if (low > high) throw new RangeError(`indistinguishableRuns requires low ≤ high, got ${low} … ${high}`)
}
