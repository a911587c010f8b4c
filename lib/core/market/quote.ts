import type { TokenWindow } from '#lib/core/market/window'

/** Windows whose return the upstream itself reports. */
export type QuotedWindow = Exclude<TokenWindow, '90d'>

/**
 * One accepted row of a market batch, in the batch's currency.
 * Returns are fractions (0.02 = 2 %); `null` is "not known", never 0. Market cap and supply of 0 mean
 * "unknown" upstream and arrive here as `null`.
 */
export interface Quote {
  id: string
  symbol: string
  name: string
  /** CoinGecko's market-cap rank. */
  rank: number | null
  price: number | null
  marketCap: number | null
  fullyDilutedValuation: number | null
  volume24h: number | null
  circulatingSupply: number | null
  high24h: number | null
  low24h: number | null
  ath: number | null
  /** ISO time; upstream is not stable below the day, show the date only. */
  athDate: string | null
  /** Market-cap change over 24 h in currency units: mixes price and supply. */
  marketCapChange24h: number | null
  returns: Record<QuotedWindow, number | null>
  /** Hourly prices of about 7 days ending near `lastUpdated`, without times: a shape, not a data series. */
  sparkline7d: readonly number[]
  /** The token's own update time, ms UTC. */
  lastUpdated: number
}

/** One answered `/coins/markets` request after validation. */
export interface MarketBatch {
  currency: string
  /** When the answer was complete, ms UTC. */
  fetchedAt: number
  /** Ids asked for, in request order. */
  requested: readonly string[]
  /** Accepted rows, by id, without duplicates. */
  quotes: readonly Quote[]
  /** Refused rows: reason to count, e.g. `{ "price-out-of-bounds": 1 }`. */
  dropped: Readonly<Record<string, number>>
}
