import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { MarketBatch } from '#lib/core/market/quote'
import type { StoreHealth } from '#lib/server/store/store-health'

/** A batch as it was accepted, with its place in the one growing sequence. */
export interface StoredBatch extends MarketBatch {
  sequence: number
  /** Newest accepted token time of the batch, ms UTC; never below that of the batch before. */
  asOf: number
  /** Ids whose quote is an earlier one, kept since this answer had no usable price of them. */
  carried?: readonly string[]
  /** Those of them whose newest row was held back. */
  heldBack?: readonly string[]
}

/** Prices that the batch's own ticks add to history (USD batches only). */
export interface TickPoints {
  daily: readonly (HistoryPoint & { id: string })[]
  hourly: readonly (HistoryPoint & { id: string })[]
}

/** Outcome of the last history request for one token and kind. */
export interface HistoryFetch {
  id: string
  kind: HistoryKind
  /** ms UTC */
  fetchedAt: number
  outcome: 'ok' | 'gone'
}

export interface RetentionCutoffs {
  /** Everything older than these times (ms UTC) is removed. */
  batchesBefore: number
  hourlyBefore: number
  dailyBefore: number
}

export interface UpstreamCall {
  /** ms UTC */
  at: number
  /** Calendar month the credit counts to, `YYYY-MM` UTC. */
  month: string
  /** Credits known when it is written down, before it leaves: what it cost is added by `addCredits`. */
  credits: number
}

/**
 * The one place live data is kept. Every write is one transaction: it is wholly done when its promise resolves (behind
 * `ResilientStore`: done or waiting), or not done at all when it rejects. Nothing recorded ever enters it.
 */
export interface MarketStore {
  /** Stores an accepted batch with its tick points. The sequence must be greater than any stored one. */
  saveBatch(batch: StoredBatch, ticks: TickPoints): Promise<void>
  /** The newest batch of each currency, sparklines included. */
  loadLatestBatches(): Promise<StoredBatch[]>
  /** When the very first batch was fetched, ms UTC; `null` in an empty store. Pruning does not move it. */
  loadFirstBatchAt(): Promise<number | null>
  /** Upstream history: replaces points of the same id and time, keeps the others, remembers the fetch. */
  saveHistory(
    id: string,
    kind: HistoryKind,
    points: readonly HistoryPoint[],
    fetchedAt: number,
  ): Promise<void>
  /** Remembers that the upstream knows no such id (or has no history for it). */
  saveHistoryGone(id: string, kind: HistoryKind, fetchedAt: number): Promise<void>
  /** All points of a kind from `since` (ms UTC) on, by id, ascending in time; where `ids` are given, of these alone. */
  loadHistory(kind: HistoryKind, since: number, ids?: readonly string[]): Promise<Map<string, HistoryPoint[]>>
  loadHistoryFetches(): Promise<HistoryFetch[]>
  recordCall(call: UpstreamCall): Promise<void>
  /** Credits used in a month `YYYY-MM`. */
  loadCreditsUsed(month: string): Promise<number>
  /** Adds to the credits used in a month `YYYY-MM`. */
  addCredits(month: string, credits: number): Promise<void>
  /** Times of calls at or after `since`, ascending, ms UTC. */
  loadCallsSince(since: number): Promise<number[]>
  prune(cutoffs: RetentionCutoffs): Promise<void>
  /** Small facts of the feed that must outlive a restart, by name; the value replaces what the name held. */
  saveFeedState(key: string, value: string): Promise<void>
  loadFeedState(): Promise<Record<string, string>>
  health(): StoreHealth
  close(): Promise<void>
}
