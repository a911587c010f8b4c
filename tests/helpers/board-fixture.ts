import type { BoardInput, HeldQuote } from '#lib/core/analytics/board/board-input'
import type { Quote } from '#lib/core/market/quote'
import type { Stack, StackProject } from '#lib/core/stack/stack'
import { quoteFixture } from './quote-fixture.ts'

export const NOW = Date.UTC(2026, 10, 22, 12)

interface ProjectSketch {
  id: string
  layers?: readonly string[]
  scope?: 'core' | 'adjacent'
  status?: StackProject['status']
  since?: string
}

/** Two layers, projects as sketched; a second layer is an also-membership. */
export function stackFixture(sketches: readonly ProjectSketch[], benchmarks: readonly string[] = []): Stack {
  return {
    schemaVersion: 1,
    version: '2026-11-22',
    sources: [{ id: 'guide', title: 'Guide', date: '2026-11-22' }],
    layers: ['lower', 'upper'].map((id, at) => ({
      id,
      name: id,
      rank: at + 1,
      summary: id,
      categories: [{ id: 'any', name: 'Any' }],
    })),
    benchmarks: benchmarks.map((coingeckoId) => ({
      coingeckoId,
      symbol: coingeckoId.toUpperCase(),
      name: coingeckoId,
    })),
    projects: sketches.map(
      ({ id, layers = ['lower'], scope = 'core', status = 'active', since = '2024-12-29' }) => ({
        slug: id,
        name: id,
        symbol: id.toUpperCase(),
        coingeckoId: id,
        scope,
        status,
        since,
        note: null,
        guide: false,
        aliases: [],
        memberships: layers.map((layer, at) => ({
          layer,
          category: 'any',
          primary: at === 0,
          reason: 'test',
          source: 'guide',
        })),
      }),
    ),
  }
}

export function boardFixture(
  stack: Stack,
  quotes: readonly Quote[],
  overrides: Partial<BoardInput> = {},
): BoardInput {
  const held = new Map<string, HeldQuote>(quotes.map((quote) => [quote.id, { quote, absent: false }]))
  return {
    stack,
    mapping: { version: stack.version, sha256: 'a'.repeat(64), moves: [] },
    market: { currency: 'usd', sequence: 7, fetchedAt: NOW, asOf: NOW, quotes: held },
    usdQuotes: held,
    history: new Map(),
    historyProgress: { filled: 0, needed: 0 },
    indices: new Map(),
    indexVolatility: new Map(),
    weighting: 'capped',
    scope: 'core',
    now: NOW,
    periodMs: 60_000,
    status: 'live',
    statusReason: null,
    nextRefreshAt: NOW + 60_000,
    currencies: ['usd'],
    ...overrides,
  }
}

/** A fresh quote with a market cap and a 24 h return; price × supply agrees with the cap. */
export function coin(
  id: string,
  marketCap: number | null,
  return24h: number | null,
  overrides: Partial<Quote> = {},
): Quote {
  const quote = quoteFixture(id, { marketCap, circulatingSupply: null, lastUpdated: NOW, ...overrides })
  return { ...quote, returns: { ...quote.returns, '24h': return24h, ...overrides.returns } }
}
