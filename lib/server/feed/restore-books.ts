import type { HistoryBook } from '#lib/server/feed/history-book'
import type { MarketBook } from '#lib/server/feed/market-book'
import type { HistoryFetch, MarketStore } from '#lib/server/store/market-store'

export interface Restoring {
  store: MarketStore
  market: MarketBook
  history: HistoryBook
  currencies: readonly string[]
  /** Oldest points worth reading, ms UTC. */
  oldest: { daily: number; hourly: number }
}

/** Takes over what an earlier process stored; answers when its very first batch was fetched, ms UTC, or `null`. */
export async function restoreBooks({
  store,
  market,
  history,
  currencies,
  oldest,
}: Restoring): Promise<number | null> {
  // A currency that is no longer configured may still be in the store.
  const batches = await store.loadLatestBatches()
  market.restore(batches.filter((batch) => currencies.includes(batch.currency)))
  for (const kind of ['daily', 'hourly'] as const) {
    for (const [id, points] of await store.loadHistory(kind, oldest[kind]))
      history.add(id, kind, points, 'upstream')
  }
  return store.loadFirstBatchAt()
}

/** Takes over whole series that were fetched since, of whatever age their points are. */
export async function restoreSeries({
  store,
  history,
  fetches,
  oldest,
}: Pick<Restoring, 'store' | 'history' | 'oldest'> & { fetches: readonly HistoryFetch[] }): Promise<void> {
  for (const kind of ['daily', 'hourly'] as const) {
    const ids = fetches.filter((fetch) => fetch.kind === kind).map(({ id }) => id)
    if (ids.length === 0) continue
    for (const [id, points] of await store.loadHistory(kind, oldest[kind], ids))
      history.add(id, kind, points, 'upstream')
  }
}
