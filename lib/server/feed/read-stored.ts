import type { HistoryKind } from '#lib/core/market/price-history'
import type { Backfill } from '#lib/server/feed/backfill'
import type { HistoryBook } from '#lib/server/feed/history-book'
import type { HistoryFetch, MarketStore, StoredBatch } from '#lib/server/store/market-store'

export interface Reading {
  store: MarketStore
  history: HistoryBook
  /** Oldest points that are kept, ms UTC. */
  kept: Record<HistoryKind, number>
  /** Points before were read already, ms UTC; 0 for none. */
  since: number
  backfill: Pick<Backfill, 'newer'>
}

export interface Stored {
  batches: StoredBatch[]
  fetches: HistoryFetch[]
  /** When the very first batch was fetched, ms UTC. */
  firstBatchAt: number | null
}

/** Reads what an earlier process or another one stored, its history into `history`. */
export async function readStored({ store, history, backfill, kept, since }: Reading): Promise<Stored> {
  const fetches = await store.loadHistoryFetches()
  const batches = await store.loadLatestBatches()
  const fetched = since > 0 ? backfill.newer(fetches) : []
  for (const kind of ['daily', 'hourly'] as const) {
    add(history, kind, await store.loadHistory(kind, Math.max(kept[kind], since)))
    const ids = fetched.filter((fetch) => fetch.kind === kind).map(({ id }) => id)
    if (ids.length > 0) add(history, kind, await store.loadHistory(kind, kept[kind], ids))
  }
  return { batches, fetches, firstBatchAt: await store.loadFirstBatchAt() }
}

function add(
  history: HistoryBook,
  kind: HistoryKind,
  stored: Awaited<ReturnType<MarketStore['loadHistory']>>,
): void {
  for (const [id, points] of stored) history.add(id, kind, points, 'upstream')
}
