/** The server needs a moment between its own refresh and the prepared answer. */
const AFTER_REFRESH_MS = 1_500
/** Readers who wait for the same refresh ask for it over this long. */
const SPREAD_MS = 1_000
const SHORTEST_MS = 1_000
const LONGEST_MS = 30_000
/** Part of the longest wait by which readers differ, either way. */
const JITTER = 0.2

/**
 * How long to wait before the next request, ms: just after the announced refresh, at most 30 s ± 20 %. `chance`:
 * 0 ≤ x < 1, one for each reader and always the same, so that a wait asked for twice ends at the same moment.
 */
export function refreshDelay(nextRefreshAt: string | null, now: number, chance: number): number {
  const longest = LONGEST_MS * (1 + JITTER * (2 * chance - 1))
  const announced = nextRefreshAt === null ? Number.NaN : Date.parse(nextRefreshAt)
  if (Number.isNaN(announced) || announced + AFTER_REFRESH_MS < now) return longest
  const wait = announced + AFTER_REFRESH_MS + SPREAD_MS * chance - now
  return Math.min(longest, Math.max(SHORTEST_MS, wait))
}
