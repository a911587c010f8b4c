import { HOUR_MS } from '#lib/core/market/window'
import { RecentTimes } from '#lib/server/feed/recent-times'

const RETRY_SHARE = 0.1
/** So that a lone failure on a quiet board may be tried again. */
const FLOOR = 2

/** Retries of the whole process: at most a tenth of the calls of the last hour, two in any case. */
export class RetryBudget {
  private readonly calls = new RecentTimes(HOUR_MS)
  private readonly retries = new RecentTimes(HOUR_MS)

  /** Counts an attempt at `now`, ms of a monotonic clock. */
  record(isRetry: boolean, now: number): void {
    if (isRetry) this.retries.add(now)
    else this.calls.add(now)
  }

  mayRetry(now: number): boolean {
    return this.used(now) < this.allowed(now)
  }

  /** Retries in the hour before `now`. */
  used(now: number): number {
    return this.retries.count(now)
  }

  /** Retries the hour before `now` allows. */
  allowed(now: number): number {
    return Math.max(FLOOR, Math.floor(RETRY_SHARE * this.calls.count(now)))
  }
}
