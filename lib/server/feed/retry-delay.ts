import type { UpstreamError } from '#lib/server/upstream/upstream-error'

const HALF_MINUTE_MS = 30_000
const LONGEST_RETRY_MS = 300_000

export interface RetryView {
  error: UpstreamError
  /** Failures in a row, this one included. */
  failures: number
  periodMs: number
}

/**
 * How long a failed refresh waits of its own accord, ms. A second where the call gate knows better: after a limit or a
 * refusal, and when it let nothing leave.
 */
export function retryDelay({ error, failures, periodMs }: RetryView): number {
  switch (error.failure) {
    case 'rate-limited':
    case 'bad-key':
    case 'plan':
    case 'forbidden':
    case 'quota':
    case 'breaker-open':
    case 'not-elected':
      return 1_000
    case 'suspect':
      return periodMs
    default:
      return Math.min(periodMs, HALF_MINUTE_MS * failures, LONGEST_RETRY_MS)
  }
}
