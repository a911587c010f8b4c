import type { HistoryKind } from '#lib/core/market/price-history'
import type { HistoryBook } from '#lib/server/feed/history-book'
import type { HistoryFetch, MarketStore } from '#lib/server/store/market-store'

export interface RestoringHistory {
  store: MarketStore
  history: HistoryBook
  /** Oldest points that are kept, ms UTC. */
  kept: Record<HistoryKind, number>
  /** Points before were read already, ms UTC; 0 for none. */
  since: number
  /** Series that are read whole all the same. */
  fetched: readonly HistoryFetch[]
}

/** Takes over history that was stored by an earlier process or another one. */
export async function restoreHistory(options: RestoringHistory): Promise<void> {
  const { store, history, kept, since, fetched } = options
  for (const kind of ['daily', 'hourly'] as const) {
    add(history, kind, await store.loadHistory(kind, Math.max(kept[kind], since)))
    const ids = fetched.filter((fetch) => fetch.kind === kind).map(({ id }) => id)
    if (ids.length > 0) add(history, kind, await store.loadHistory(kind, kept[kind], ids))
  }
}

function add(
  history: HistoryBook,
  kind: HistoryKind,
  stored: Awaited<ReturnType<MarketStore['loadHistory']>>,
): void {
  for (const [id, points] of stored) history.add(id, kind, points, 'upstream')
}
