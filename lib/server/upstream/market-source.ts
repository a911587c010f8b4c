import type { HistoryKind, PriceHistory } from '#lib/core/market/price-history'
import type { MarketBatch } from '#lib/core/market/quote'

export interface MarketsRequest {
  currency: string
  /** At most 250. */
  ids: readonly string[]
}

export interface HistoryRequest {
  id: string
  /** `daily`: the last 365 days, `hourly`: the last 90. USD. */
  kind: HistoryKind
}

/** Where prices come from: the live upstream or a recording. Failures are `UpstreamError`. */
export interface MarketSource {
  fetchMarkets(request: MarketsRequest): Promise<MarketBatch>
  fetchHistory(request: HistoryRequest): Promise<PriceHistory>
}
