import { creditMonth } from '#lib/server/feed/pacer'
import type { MarketStore } from '#lib/server/store/market-store'

/** Credits of the running month in memory; the store holds the lasting count. */
export class Credits {
  /** Monthly limit, or `null` where the plan has none. */
  readonly limit: number | null
  private month: string
  private count: number

  constructor(limit: number | null, month: string, count: number) {
    this.limit = limit
    this.month = month
    this.count = count
  }

  /** Takes over what the store counts, where that is more: calls of other processes come out of the same month. */
  async restore(store: Pick<MarketStore, 'loadCreditsUsed'>, now: number): Promise<void> {
    const month = creditMonth(now)
    const used = await store.loadCreditsUsed(month)
    this.turnMonth(now)
    if (month === this.month) this.count = Math.max(this.count, used)
  }

  add(credits: number, now: number): void {
    this.turnMonth(now)
    this.count += credits
  }

  used(now: number): number {
    this.turnMonth(now)
    return this.count
  }

  /** `null` without a limit; never below 0. */
  left(now: number): number | null {
    return this.limit === null ? null : Math.max(0, this.limit - this.used(now))
  }

  private turnMonth(now: number): void {
    const month = creditMonth(now)
    if (month === this.month) return
    this.month = month
    this.count = 0
  }
}
