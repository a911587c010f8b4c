import type { UpstreamError } from '#lib/server/upstream/upstream-error'

const HALF_MINUTE_MS = 30_000
const LONGEST_RETRY_MS = 300_000
/** A refused key or a firewall is not mended by asking again soon: four calls an hour. */
const REFUSED_RETRY_MS = 15 * 60_000
const RATE_LIMIT_BASE_MS = 60_000
const RATE_LIMIT_LONGEST_MS = 15 * 60_000

export interface RetryView {
  error: UpstreamError
  /** Failures in a row, this one included. */
  failures: number
  periodMs: number
}

/** How long to wait after a failed refresh, ms: what the upstream asked for, else by the kind of failure. */
export function retryDelay(view: RetryView): number {
  const { retryAfterMs, failure } = view.error
  const own = ownDelay(view)
  if (retryAfterMs === null) return own
  return failure === 'rate-limited' ? retryAfterMs : Math.max(own, retryAfterMs)
}

function ownDelay({ error, failures, periodMs }: RetryView): number {
  switch (error.failure) {
    case 'rate-limited':
      return Math.min(RATE_LIMIT_BASE_MS * 2 ** (failures - 1), RATE_LIMIT_LONGEST_MS)
    case 'bad-key':
    case 'plan':
    case 'forbidden':
      return REFUSED_RETRY_MS
    case 'suspect':
      return periodMs
    default:
      return Math.min(periodMs, HALF_MINUTE_MS * failures, LONGEST_RETRY_MS)
  }
}
