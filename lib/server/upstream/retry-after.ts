const MIN_WAIT_MS = 1_000
const MAX_WAIT_MS = 3_600_000

const SECONDS = /^\d+$/
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const RESET_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) \+0000$/

/** Raw header values that say when to come back; `undefined` where the answer has none. */
export interface WaitHeaders {
  retryAfter: string | undefined
  rateLimitReset: string | undefined
  date: string | undefined
}

/** An HTTP date as ms UTC, or `null`. */
export function parseHttpDate(text: string | undefined): number | null {
  if (text === undefined || !HTTP_DATE.test(text)) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}

function parseResetTime(text: string | undefined): number | null {
  const match = text === undefined ? null : RESET_TIME.exec(text)
  if (match === null) return null
  const time = Date.parse(`${match[1]}T${match[2]}Z`)
  return Number.isNaN(time) ? null : time
}

const clamp = (waitMs: number) => Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, waitMs))

/**
 * How long the upstream asks us to wait, in ms between 1 s and 1 h: `Retry-After` as seconds or as a date, else
 * `x-ratelimit-reset`. `null` when it does not say or says something unreadable. Dates are measured against the
 * answer's own `Date` header, so a wrong local clock (`now`, ms UTC) matters only where that is missing.
 */
export function parseRetryAfter(headers: WaitHeaders, now: number): number | null {
  const retryAfter = headers.retryAfter?.trim()
  // Digits first: `Date.parse` would read '120' as a year.
  if (retryAfter !== undefined && SECONDS.test(retryAfter)) return clamp(Number(retryAfter) * 1_000)
  const until = parseHttpDate(retryAfter) ?? parseResetTime(headers.rateLimitReset?.trim())
  if (until === null) return null
  return clamp(until - (parseHttpDate(headers.date?.trim()) ?? now))
}
