/** The server needs a moment between its own refresh and the prepared answer. */
const AFTER_REFRESH_MS = 1_500
const SHORTEST_MS = 1_000
const LONGEST_MS = 15_000

/** How long to wait before the next request, ms: just after the announced refresh, at most 15 s. */
export function refreshDelay(nextRefreshAt: string | null, now: number): number {
  const announced = nextRefreshAt === null ? Number.NaN : Date.parse(nextRefreshAt)
  if (Number.isNaN(announced) || announced + AFTER_REFRESH_MS < now) return LONGEST_MS
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, announced + AFTER_REFRESH_MS - now))
}
