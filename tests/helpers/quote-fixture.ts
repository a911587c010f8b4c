import type { Quote } from '#lib/core/market/quote'

/** A quote that agrees with itself: 10 a piece, 100 m pieces, +2 % in 24 h, updated at the given time. */
export function quoteFixture(id: string, overrides: Partial<Quote> = {}): Quote {
  return {
    id,
    symbol: id.slice(0, 4),
    name: id,
    rank: 1,
    price: 10,
    marketCap: 1_000_000_000,
    fullyDilutedValuation: null,
    volume24h: 50_000_000,
    circulatingSupply: 100_000_000,
    high24h: 11,
    low24h: 9,
    ath: 20,
    athDate: '2024-03-07T18:45:36.466Z',
    marketCapChange24h: null,
    returns: { '1h': 0.001, '24h': 0.02, '7d': 0.1, '14d': null, '30d': -0.1, '200d': null, '1y': null },
    sparkline7d: [],
    lastUpdated: Date.UTC(2026, 10, 22, 12),
    ...overrides,
  }
}
