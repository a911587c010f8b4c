/** The server needs a moment between its own refresh and the prepared answer. */
const AFTER_REFRESH_MS = 1_500
/** Readers who wait for the same refresh ask for it over this long. */
const SPREAD_MS = 1_000
const SHORTEST_MS = 1_000
/** A refresh that is late is most likely under way: it is asked for again soon, until it is this late. */
const LATE_MS = 15_000
const LATE_AGAIN_MS = 4_000
const LONGEST_MS = 30_000
/** Part of the longest wait by which readers differ, either way. */
const JITTER = 0.2

/**
 * How long to wait before the next request, ms: just after the announced refresh, at most 30 s ± 20 %; a few seconds
 * where the refresh is late. `chance`: 0 ≤ x < 1, one for each reader and always the same, so that a wait asked for twice ends at the same moment.
 */
export function refreshDelay(nextRefreshAt: string | null, now: number, chance: number): number {
  const longest = LONGEST_MS * (1 + JITTER * (2 * chance - 1))
  const announced = nextRefreshAt === null ? Number.NaN : Date.parse(nextRefreshAt)
  if (Number.isNaN(announced) || announced + LATE_MS < now) return longest
  const wait = announced + AFTER_REFRESH_MS + SPREAD_MS * chance - now
  if (wait <= 0) return LATE_AGAIN_MS + SPREAD_MS * chance
  return Math.min(longest, Math.max(SHORTEST_MS, wait))
}
