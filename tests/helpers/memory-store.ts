import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type {
  HistoryFetch,
  MarketStore,
  RetentionCutoffs,
  StoredBatch,
  UpstreamCall,
} from '#lib/server/store/market-store'
import { HEALTHY, type StoreHealth } from '#lib/server/store/store-health'

/** The store's port in memory, for tests of what stands on it; `broken` makes every write fail. */
export class MemoryStore implements MarketStore {
  broken = false
  readonly batches: StoredBatch[] = []
  readonly points = new Map<string, HistoryPoint & { source: 'upstream' | 'tick' }>()
  readonly fetches = new Map<string, HistoryFetch>()
  readonly calls: UpstreamCall[] = []
  readonly credits = new Map<string, number>()
  readonly state = new Map<string, string>()
  readonly pruned: RetentionCutoffs[] = []

  async saveBatch(batch: StoredBatch, ticks: Parameters<MarketStore['saveBatch']>[1]): Promise<void> {
    this.check()
    this.batches.push(batch)
    for (const kind of ['daily', 'hourly'] as const) {
      for (const { id, ...point } of ticks[kind]) {
        const key = `${kind}|${id}|${point.time}`
        if (!this.points.has(key)) this.points.set(key, { ...point, source: 'tick' })
      }
    }
  }

  async loadLatestBatches(): Promise<StoredBatch[]> {
    return [...new Map(this.batches.map((batch) => [batch.currency, batch])).values()]
  }

  async loadFirstBatchAt(): Promise<number | null> {
    return this.batches[0]?.fetchedAt ?? null
  }

  async saveHistory(
    id: string,
    kind: HistoryKind,
    points: readonly HistoryPoint[],
    fetchedAt: number,
  ): Promise<void> {
    this.check()
    for (const point of points)
      this.points.set(`${kind}|${id}|${point.time}`, { ...point, source: 'upstream' })
    this.fetches.set(`${kind}|${id}`, { id, kind, fetchedAt, outcome: 'ok' })
  }

  async saveHistoryGone(id: string, kind: HistoryKind, fetchedAt: number): Promise<void> {
    this.check()
    this.fetches.set(`${kind}|${id}`, { id, kind, fetchedAt, outcome: 'gone' })
  }

  async loadHistory(
    kind: HistoryKind,
    since: number,
    ids?: readonly string[],
  ): Promise<Map<string, HistoryPoint[]>> {
    const byId = new Map<string, HistoryPoint[]>()
    for (const [key, { source: _, ...point }] of this.points) {
      const [pointKind, id = ''] = key.split('|')
      if (pointKind !== kind || point.time < since || ids?.includes(id) === false) continue
      const points = byId.get(id)
      if (points) points.push(point)
      else byId.set(id, [point])
    }
    return byId
  }

  async loadHistoryFetches(): Promise<HistoryFetch[]> {
    return [...this.fetches.values()]
  }

  async recordCall(call: UpstreamCall): Promise<void> {
    this.check()
    this.calls.push(call)
    await this.addCredits(call.month, call.credits)
  }

  async addCredits(month: string, credits: number): Promise<void> {
    this.check()
    this.credits.set(month, (this.credits.get(month) ?? 0) + credits)
  }

  async loadCreditsUsed(month: string): Promise<number> {
    return this.credits.get(month) ?? 0
  }

  async loadCallsSince(since: number): Promise<number[]> {
    return this.calls.map((call) => call.at).filter((at) => at >= since)
  }

  async prune(cutoffs: RetentionCutoffs): Promise<void> {
    this.check()
    this.pruned.push(cutoffs)
  }

  async saveFeedState(key: string, value: string): Promise<void> {
    this.check()
    this.state.set(key, value)
  }

  async loadFeedState(): Promise<Record<string, string>> {
    return Object.fromEntries(this.state)
  }

  health(): StoreHealth {
    return HEALTHY
  }

  async close(): Promise<void> {}

  private check(): void {
    if (this.broken) throw new Error('disk full')
  }
}
