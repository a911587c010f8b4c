import type { MarketBatch, Quote } from '#lib/core/market/quote'
import { createMarketsRowSchema, type MarketsRow } from '#lib/server/upstream/schemas'
import { type Counts, createTally } from '#lib/server/upstream/tally'

/** A time further ahead of ours than this is a fault upstream, not skew between two clocks. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000

/** Why a row was refused. */
export type DropReason =
  | 'not-requested'
  | 'not-an-object'
  | 'bad-id'
  | 'bad-name'
  | 'price-missing'
  | 'price-not-a-number'
  | 'price-out-of-bounds'
  | 'bad-market-cap'
  | 'bad-last-updated'
  | 'duplicate-id'

export interface MarketsAnswer {
  currency: string
  /** ms UTC */
  fetchedAt: number
  requested: readonly string[]
  rows: readonly unknown[]
}

export interface MarketBatchWithDrift {
  batch: MarketBatch
  /** Oddities that did not refuse a row, e.g. `{ "numeric-string": 2, "refused-high_24h": 1 }`. */
  drift: Counts
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function priceFault(price: unknown): DropReason {
  if (price === undefined) return 'price-missing'
  const text = typeof price === 'number' ? '0' : price
  return typeof text === 'string' && /^[-\d.]+$/.test(text) ? 'price-out-of-bounds' : 'price-not-a-number'
}

function rowFault(field: PropertyKey | undefined, row: Record<string, unknown>): DropReason {
  switch (field) {
    case 'id':
      return 'bad-id'
    case 'current_price':
      return priceFault(row.current_price)
    case 'market_cap':
      return 'bad-market-cap'
    case 'last_updated':
      return 'bad-last-updated'
    default:
      return 'bad-name'
  }
}

function toQuote(row: MarketsRow, currency: string, lastUpdated: number): Quote {
  const return24h =
    row.price_change_percentage_24h_in_currency ??
    // The plain field is in USD whatever currency was asked for.
    (currency === 'usd' ? row.price_change_percentage_24h : null)
  return {
    id: row.id,
    symbol: row.symbol,
    name: row.name,
    rank: row.market_cap_rank,
    price: row.current_price,
    marketCap: row.market_cap,
    fullyDilutedValuation: row.fully_diluted_valuation,
    volume24h: row.total_volume,
    circulatingSupply: row.circulating_supply,
    high24h: row.high_24h,
    low24h: row.low_24h,
    ath: row.ath,
    athDate: row.ath_date === null ? null : new Date(row.ath_date).toISOString(),
    marketCapChange24h: row.market_cap_change_24h,
    returns: {
      '1h': row.price_change_percentage_1h_in_currency,
      '24h': return24h,
      '7d': row.price_change_percentage_7d_in_currency,
      '14d': row.price_change_percentage_14d_in_currency,
      '30d': row.price_change_percentage_30d_in_currency,
      '200d': row.price_change_percentage_200d_in_currency,
      '1y': row.price_change_percentage_1y_in_currency,
    },
    sparkline7d: row.sparkline_in_7d,
    lastUpdated,
  }
}

/**
 * Rows of one `/coins/markets` answer as a batch. Every row is judged by itself: a bad one is counted under its
 * reason and never harms the others. Order is the answer's.
 */
export function toMarketBatch({ currency, fetchedAt, requested, rows }: MarketsAnswer): MarketBatchWithDrift {
  const dropped = createTally()
  const drift = createTally()
  const schema = createMarketsRowSchema(currency, drift.count)
  const wanted = new Set(requested)
  const quotes = new Map<string, Quote>()

  const dropReason = (raw: unknown): DropReason | null => {
    if (!isObject(raw)) return 'not-an-object'
    if (typeof raw.id === 'string' && !wanted.has(raw.id)) return 'not-requested'
    if (typeof raw.id === 'string' && quotes.has(raw.id)) return 'duplicate-id'
    const parsed = schema.safeParse(raw)
    if (!parsed.success) return rowFault(parsed.error.issues[0]?.path[0], raw)
    const row = parsed.data
    if (row.last_updated > fetchedAt + MAX_CLOCK_SKEW_MS) drift.count('future-last_updated')
    quotes.set(row.id, toQuote(row, currency, Math.min(row.last_updated, fetchedAt)))
    return null
  }

  for (const raw of rows) {
    const reason = dropReason(raw)
    if (reason !== null) dropped.count(reason)
  }
  const batch: MarketBatch = {
    currency,
    fetchedAt,
    requested,
    quotes: [...quotes.values()],
    dropped: dropped.counts(),
  }
  return { batch, drift: drift.counts() }
}
