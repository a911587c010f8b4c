import type { Quote } from '#lib/core/market/quote'
import type { StoredBatch, TickPoints } from '#lib/server/store/market-store'

export const NO_TICKS: TickPoints = { daily: [], hourly: [] }

export function sampleQuote(id: string, price: number): Quote {
  return {
    id,
    symbol: id.slice(0, 4),
    name: id,
    rank: 36,
    price,
    marketCap: price * 1e7,
    fullyDilutedValuation: null,
    volume24h: 1.5e6,
    circulatingSupply: 1e7,
    high24h: null,
    low24h: null,
    ath: 757.6,
    athDate: '2024-04-11T17:25:04.747Z',
    marketCapChange24h: -2.5e6,
    returns: { '1h': 0.001, '24h': -0.0271, '7d': null, '14d': null, '30d': 0.31, '200d': null, '1y': null },
    sparkline7d: [price * 0.9, price],
    lastUpdated: 1_763_800_000_000,
  }
}

/** A batch of three tokens whose prices are the sequence number. */
export function sampleBatch(sequence: number, changes: Partial<StoredBatch> = {}): StoredBatch {
  const requested = ['bittensor', 'render-token', 'sonm']
  const fetchedAt = 1_763_800_000_000 + sequence * 60_000
  const quotes = requested.map((id) => sampleQuote(id, sequence))
  return {
    sequence,
    currency: 'usd',
    fetchedAt,
    asOf: fetchedAt - 30_000,
    requested,
    quotes,
    dropped: {},
    ...changes,
  }
}
