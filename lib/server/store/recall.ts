import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { HistoryFetch, MarketStore, StoredBatch, TickPoints } from '#lib/server/store/market-store'

/** What a process knows by heart, for a database that lost it. */
export interface Recall {
  /** The newest batch of each currency. */
  batches: readonly StoredBatch[]
  history: Iterable<{ id: string; kind: HistoryKind; points: readonly HistoryPoint[] }>
  fetches: readonly HistoryFetch[]
}

/** Writes everything recalled into a store; what is there already is replaced by the same values. */
export async function refill(store: MarketStore, { batches, history, fetches }: Recall): Promise<void> {
  const fetched = new Map(fetches.map((fetch) => [`${fetch.kind}|${fetch.id}`, fetch]))
  const ticks: Record<HistoryKind, TickPoints[HistoryKind][number][]> = { daily: [], hourly: [] }
  for (const { id, kind, points } of history) {
    const fetch = fetched.get(`${kind}|${id}`)
    // History nobody asked the upstream for must not look as if it had been.
    if (fetch?.outcome === 'ok') await store.saveHistory(id, kind, points, fetch.fetchedAt)
    else for (const point of points) ticks[kind].push({ id, ...point })
  }
  for (const { id, kind, fetchedAt, outcome } of fetches)
    if (outcome === 'gone') await store.saveHistoryGone(id, kind, fetchedAt)
  const inOrder = batches.toSorted((a, b) => a.sequence - b.sequence)
  for (const [index, batch] of inOrder.entries())
    await store.saveBatch(batch, index === 0 ? ticks : { daily: [], hourly: [] })
}
