import { formatUtcTime } from '#lib/core/format/format-time'
import type { FeedReport } from '#lib/server/feed/board-feed'
import { retryDelay } from '#lib/server/feed/retry-delay'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** How the last refreshes went, and in which words that is told. */
export class FeedHealth {
  failure: FeedReport['failure'] = null
  lastSuccessAt: number | null = null
  private failures = 0

  succeeded(at: number): void {
    this.failure = null
    this.failures = 0
    this.lastSuccessAt = at
  }

  /** Remembers a failure; the answer is the wait before the next try, ms. */
  failed(error: UpstreamError, at: number, periodMs: number): number {
    this.failures += 1
    this.failure = { reason: error.failure, sentence: error.message, at }
    return retryDelay({ error, failures: this.failures, periodMs })
  }

  /** Nothing was asked, because nothing may leave. */
  held(refusal: UpstreamError, at: number): void {
    this.failure = { reason: refusal.failure, sentence: refusal.message, at }
  }

  /** One sentence on why old or recorded data is shown, or `null`. */
  reason(hasLiveData: boolean, nextRefreshAt: number | null): string | null {
    if (!this.failure) return hasLiveData ? null : 'CoinGecko has not answered yet'
    if (nextRefreshAt === null) return this.failure.sentence
    const nextTry = `next try ${formatUtcTime(new Date(nextRefreshAt).toISOString())}`
    if (this.failure.reason === 'rate-limited') return `CoinGecko limit, ${nextTry}`
    return this.failure.reason === 'breaker-open'
      ? `${this.failure.sentence}, ${nextTry}`
      : this.failure.sentence
  }
}

/** Any fault of a refresh as an upstream failure; what it was stays in `cause` for the log. */
export function asUpstreamError(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  return new UpstreamError('network', 'The last refresh failed inside Strata; the log says why', {
    cause: error,
  })
}
