import type { DailyCloses } from '#lib/core/analytics/daily-closes'
import type { HourlyPrices } from '#lib/core/analytics/hourly-prices'
import type { LayerIndex } from '#lib/core/analytics/layer-index'
import type { Snapshot, VolatilityFigure } from '#lib/core/contract/snapshot'
import type { BoardStatus, Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { Quote } from '#lib/core/market/quote'
import type { Stack } from '#lib/core/stack/stack'

/** The last accepted quote of a token; `absent` when the newest batch did not hold it. */
export interface HeldQuote {
  quote: Quote
  absent: boolean
  /** Its newest row was held back as not believable. */
  quarantined?: boolean
}

/** Realised risk of one token from its USD history. */
export interface TokenRisk {
  headline: VolatilityFigure
  volatility7d: number | null
  volatility90d: number | null
  volatility7dHourly: number | null
}

export interface TokenHistory {
  /** Closes without what looks like a bad tick. */
  daily: DailyCloses
  /** 00:00 UTC of the closes that look like bad ticks, ms. */
  suspects: readonly number[]
  hourly: HourlyPrices
  risk: TokenRisk
}

/** What one currency knows right now. */
export interface MarketView {
  currency: string
  sequence: number
  /** ms UTC */
  fetchedAt: number
  /** Newest accepted token time, ms UTC. */
  asOf: number
  quotes: ReadonlyMap<string, HeldQuote>
}

/** Everything a board is computed from; no clock, no I/O. */
export interface BoardInput {
  stack: Stack
  mapping: Snapshot['mapping']
  market: MarketView
  /** Held quotes in USD, for figures that rest on USD history; `null` when USD is not refreshed. */
  usdQuotes: ReadonlyMap<string, HeldQuote> | null
  history: ReadonlyMap<string, TokenHistory>
  historyProgress: { filled: number; needed: number }
  /** Daily USD index by layer id and `sector`, in the board's weighting and scope. */
  indices: ReadonlyMap<string, LayerIndex>
  /** 30-day index volatility by layer id and `sector`, in the board's weighting and scope. */
  indexVolatility: ReadonlyMap<string, VolatilityFigure>
  weighting: Weighting
  scope: Scope
  /** The analytic clock, ms UTC; stands still at `asOf` for recorded data. */
  now: number
  /** Refresh period in force, ms. */
  periodMs: number
  status: BoardStatus
  statusReason: string | null
  /** ms UTC */
  nextRefreshAt: number | null
  currencies: readonly string[]
}
