import type { CacheRule } from '#lib/server/http/payload'

/** Longest time a shared cache keeps an answer, seconds. */
const SHARED_SECONDS = 15
/** What may be shown while a new answer is fetched, and while none can be had. */
const GRACE = 'stale-while-revalidate=60, stale-if-error=86400'

const RULES = { data: written(5), page: written(0) }

/** The header for every number of seconds a shared cache may keep an answer: sent too often to be written each time. */
function written(browser: number): readonly string[] {
  return Array.from(
    { length: SHARED_SECONDS + 1 },
    (_, shared) => `public, max-age=${Math.min(browser, shared)}, s-maxage=${shared}, ${GRACE}`,
  )
}

/**
 * `Cache-Control` of an answer; a shared cache keeps it no longer than until the next refresh.
 * @param secondsToRefresh `null` where no refresh is planned
 */
export function cacheControl(rule: CacheRule, secondsToRefresh: number | null): string {
  if (rule === 'no-store') return 'no-store'
  const shared = Math.max(1, Math.min(SHARED_SECONDS, Math.ceil(secondsToRefresh ?? SHARED_SECONDS)))
  return RULES[rule][shared] ?? 'no-store'
}
