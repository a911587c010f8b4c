import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { HistoryBook } from '#lib/server/feed/history-book'
import type { MarketStore } from '#lib/server/store/market-store'

/** Days kept of each kind; daily closes are the operator's choice. */
export const BATCH_DAYS = 7
export const HOURLY_DAYS = 90

/** Forgets what is too old, once an hour, in the store and in memory. The upstream's terms dislike archives. */
export class Retention {
  private readonly dailyDays: number
  private prunedAt = 0

  constructor(dailyDays: number) {
    this.dailyDays = dailyDays
  }

  /** Oldest time kept, ms UTC. */
  oldest(now: number) {
    return { daily: now - this.dailyDays * DAY_MS, hourly: now - HOURLY_DAYS * DAY_MS }
  }

  isDue(now: number): boolean {
    return now - this.prunedAt >= HOUR_MS
  }

  /** In memory alone, as where another process sees to the store. */
  forget(history: HistoryBook, now: number): void {
    const { daily, hourly } = this.oldest(now)
    history.prune('daily', daily)
    history.prune('hourly', hourly)
  }

  async prune(store: MarketStore, history: HistoryBook, now: number): Promise<void> {
    this.prunedAt = now
    this.forget(history, now)
    const { daily, hourly } = this.oldest(now)
    await store.prune({ batchesBefore: now - BATCH_DAYS * DAY_MS, hourlyBefore: hourly, dailyBefore: daily })
  }
}
