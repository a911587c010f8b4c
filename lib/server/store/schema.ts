import type { HistoryKind } from '#lib/core/market/price-history'

/** Every accepted batch. `body` is a compressed `BatchBody` without sparklines. */
interface BatchTable {
  sequence: number
  currency: string
  /** ms UTC */
  fetched_at: number
  /** ms UTC */
  as_of: number
  body: Uint8Array
}

/** The newest batch of each currency. `body` is a compressed `BatchBody` with sparklines. */
interface LatestBatchTable {
  currency: string
  sequence: number
  /** Of the currency's very first batch, ms UTC; never changes. */
  first_fetched_at: number
  /** ms UTC */
  fetched_at: number
  /** ms UTC */
  as_of: number
  body: Uint8Array
}

/** One point of a token's USD series. */
interface PricePointTable {
  kind: HistoryKind
  id: string
  /** ms UTC */
  time: number
  price: number
  market_cap: number | null
  volume: number | null
  /** Asked from the upstream, or kept from our own batches. */
  source: 'upstream' | 'tick'
}

/** The last history request of a token and kind. */
interface HistoryFetchTable {
  id: string
  kind: HistoryKind
  /** ms UTC */
  fetched_at: number
  outcome: 'ok' | 'gone'
}

/** Calls of about the last hour. */
interface UpstreamCallTable {
  /** ms UTC */
  at: number
  /** `YYYY-MM` UTC */
  month: string
  credits: number
}

interface CreditMonthTable {
  /** `YYYY-MM` UTC */
  month: string
  used: number
}

/** Small facts of the feed by name. */
interface FeedStateTable {
  key: string
  /** JSON */
  value: string
}

/** One row: which of the instances that share the database feeds it. */
interface IngestLeaseTable {
  id: number
  /** Grows with every holder; whoever writes under an older one is refused. */
  term: number
  /** Process, for the operator. */
  holder: string
  /** ms UTC of the database. */
  renewed_at: number
  /** When an instance that follows last had a reader, ms UTC; 0 for never. */
  audience_at: number
}

/** One row: the default board as the holder computed it. */
interface PublishedBoardTable {
  id: number
  /** Grows with every publication. */
  version: number
  term: number
  /** Gzip of the JSON. */
  body: Uint8Array
}

/**
 * Tables as the newest migration leaves them. Times are 64-bit integers: an engine whose driver returns those
 * as text has to be opened so that it returns numbers.
 */
export interface Database {
  batch: BatchTable
  latest_batch: LatestBatchTable
  price_point: PricePointTable
  history_fetch: HistoryFetchTable
  upstream_call: UpstreamCallTable
  credit_month: CreditMonthTable
  feed_state: FeedStateTable
  /** Only where instances share the database. */
  ingest_lease: IngestLeaseTable
  published_board: PublishedBoardTable
}
