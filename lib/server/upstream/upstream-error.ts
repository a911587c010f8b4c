/** Why a call failed, as far as a caller can act on it. */
export type UpstreamFailure =
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'network'
  | 'server'
  | 'rate-limited'
  | 'bad-key'
  | 'plan'
  | 'time-range'
  | 'forbidden'
  | 'not-found'
  | 'bad-request'
  | 'redirect'
  | 'too-large'
  | 'not-json'
  | 'bad-shape'
  /** Well formed, but not believable. */
  | 'suspect'
  /** Nothing was sent: the month's credits are used up. */
  | 'quota'
  /** Nothing was sent: the upstream failed too often in a row. */
  | 'breaker-open'
  /** Nothing was sent: another instance may be the one to call. */
  | 'not-elected'

export interface UpstreamErrorDetails {
  /** HTTP status, or `null` when no answer came. */
  status?: number | null
  /** ms to wait before the next call, clamped to 1 s … 1 h; `null` when the upstream did not say. */
  retryAfterMs?: number | null
  /** HTTP attempts made in all, the first included. */
  attempts?: number
  cause?: unknown
}

/** A failed upstream call. `message` is one plain sentence for the board and never holds the key or a body. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly failure: UpstreamFailure
  readonly status: number | null
  readonly retryAfterMs: number | null
  readonly attempts: number

  constructor(failure: UpstreamFailure, message: string, details: UpstreamErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.failure = failure
    this.status = details.status ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
    this.attempts = details.attempts ?? 1
  }
}
