import { seededRandom } from '#lib/core/analytics/seeded-random'
import type { HistoryPoint } from '#lib/core/market/price-history'
import type { MarketBatch } from '#lib/core/market/quote'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { Stack } from '#lib/core/stack/stack'

/** A seeded random walk for measuring speed only: no figure of the product ever comes from here. */
export const NOW = Date.UTC(2026, 10, 22, 12)
const TOKENS = 60
const DAYS = 365
const HOURS = 168
const random = seededRandom(7)

export function syntheticStack(): Stack {
  const layers = ['a', 'b', 'c', 'd'].map((id, at) => ({
    id,
    name: id,
    rank: at + 1,
    summary: id,
    categories: [{ id: 'any', name: 'Any' }],
  }))
  return {
    schemaVersion: 1,
    version: '2026-11-22',
    sources: [{ id: 'none', title: 'Synthetic', date: '2026-11-22' }],
    layers,
    benchmarks: [],
    projects: Array.from({ length: TOKENS }, (_, at) => ({
      slug: `token-${at}`,
      name: `Token ${at}`,
      symbol: `T${at}`,
      coingeckoId: `token-${at}`,
      scope: 'core',
      status: 'active',
      since: null,
      note: null,
      guide: false,
      aliases: [],
      memberships: [
        { layer: layers[at % 4]?.id ?? 'a', category: 'any', primary: true, reason: 'speed', source: 'none' },
      ],
    })),
  }
}

export function syntheticHistory(ids: readonly string[]) {
  return ids.map((id) => ({
    id,
    daily: walk(DAYS, DAY_MS, Math.floor(NOW / DAY_MS) * DAY_MS),
    hourly: walk(HOURS, HOUR_MS, NOW),
  }))
}

function walk(count: number, step: number, end: number): HistoryPoint[] {
  let price = 1
  return Array.from({ length: count }, (_, at) => {
    price *= Math.exp((random() - 0.5) / 10)
    return { time: end - (count - 1 - at) * step, price, marketCap: price * 1e8, volume: price * 1e6 }
  })
}

export function syntheticBatch(ids: readonly string[], now: number): MarketBatch {
  const change = () => (random() - 0.5) / 5
  const quotes = ids.map((id, at) => ({
    id,
    symbol: id,
    name: id,
    rank: at + 1,
    price: 1 + random(),
    marketCap: (1 + random()) * 1e8,
    fullyDilutedValuation: null,
    volume24h: 1e7,
    circulatingSupply: null,
    high24h: null,
    low24h: null,
    ath: null,
    athDate: null,
    marketCapChange24h: null,
    returns: {
      '1h': change(),
      '24h': change(),
      '7d': change(),
      '14d': change(),
      '30d': change(),
      '200d': null,
      '1y': change(),
    },
    sparkline7d: Array.from({ length: HOURS }, () => 1 + random()),
    lastUpdated: now,
  }))
  return { currency: 'usd', fetchedAt: now, requested: ids, quotes, dropped: {} }
}
