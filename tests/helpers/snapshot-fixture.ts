import type { Contribution, LayerFigures, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import { ATTRIBUTION } from '#lib/core/contract/vocabulary'
import { layerFixture, NO_LAYER_RETURNS } from './layer-fixture.ts'
import { NO_RETURNS_SOURCE, NO_TOKEN_RETURNS, tokenFixture } from './token-fixture.ts'

const AS_OF = '2026-11-22T06:30:00Z'

function bittensor(): TokenFigures {
  return tokenFixture({
    id: 'bittensor',
    symbol: 'TAO',
    name: 'Bittensor',
    category: 'inference-networks',
    alsoIn: [{ layer: 'middleware', category: 'coordination' }],
    rank: 37,
    price: 343.58,
    marketCap: 2_970_000_000,
    fullyDilutedValuation: 7_215_180_000,
    volume24h: 184_000_000,
    circulatingSupply: 8_644_274.988,
    returns: { ...NO_TOKEN_RETURNS, '1h': 0.0011, '24h': 0.0271, '7d': 0.391, '90d': -0.07, '1y': 1.204 },
    returnsSource: {
      ...NO_RETURNS_SOURCE,
      '1h': 'upstream',
      '24h': 'upstream',
      '7d': 'upstream',
      '90d': 'history',
      '1y': 'upstream',
    },
    high24h: 349.1,
    low24h: 331.02,
    ath: 757.6,
    athDate: '2024-04-11T00:00:00Z',
    volatility: { '7d': 0.9123, '30d': 0.882, '90d': 0.97, '7dHourly': 0.9412 },
    volatilityPercentile: 0.64,
    volatilityN: 30,
    volatilityReason: null,
    sparkline7d: [247, 262.5, 301.25, 343.58],
    layerWeight: 1,
    layerContribution24h: 0.0271,
    lastUpdated: AS_OF,
    ageSeconds: 74,
    state: 'fresh',
  })
}

function akash(): TokenFigures {
  return tokenFixture({
    id: 'akash-network',
    symbol: 'AKT',
    name: 'Akash Network',
    layer: 'middleware',
    category: 'decentralised-compute',
    rank: 142,
    price: 1.28,
    marketCap: 320_000_000,
    volume24h: 9_100_000,
    circulatingSupply: 250_000_000,
    returns: { ...NO_TOKEN_RETURNS, '24h': -0.0322, '7d': 0.051 },
    returnsSource: { ...NO_RETURNS_SOURCE, '24h': 'upstream', '7d': 'upstream' },
    volatility: { '7d': 0.7011, '30d': null, '90d': null, '7dHourly': 0.6874 },
    volatilityN: 12,
    volatilityReason: 'too-short',
    sparkline7d: [1.22, 1.25, 1.28],
    layerWeight: 0.5,
    layerContribution24h: -0.0161,
    lastUpdated: '2026-11-22T03:05:10Z',
    ageSeconds: 12_364,
    state: 'stale',
    flags: ['flat-prices', 'thin-volume'],
  })
}

function legacyToken(): TokenFigures {
  return tokenFixture({
    id: 'merged-compute',
    symbol: 'MCP',
    name: 'Merged Compute',
    layer: 'middleware',
    category: 'decentralised-compute',
    listing: 'legacy',
    note: 'Merged into Akash Network; kept for holders who have not converted.',
    rank: 2911,
    price: 2.902e-9,
    volume24h: 1204.5,
    returns: { ...NO_TOKEN_RETURNS, '24h': 0 },
    returnsSource: { ...NO_RETURNS_SOURCE, '24h': 'upstream' },
    volatilityReason: 'constant',
    lastUpdated: '2026-11-22T06:28:41Z',
    ageSeconds: 153,
    state: 'fresh',
    flags: ['no-market-cap'],
  })
}

function bitcoin(): TokenFigures {
  return tokenFixture({
    id: 'bitcoin',
    symbol: 'BTC',
    name: 'Bitcoin',
    layer: null,
    category: null,
    listing: 'benchmark',
    rank: 1,
    price: 93_456.789123,
    marketCap: 1_864_000_000_000,
    fullyDilutedValuation: 1_962_592_571_583,
    volume24h: 41_200_000_000,
    circulatingSupply: 19_945_000,
    returns: { ...NO_TOKEN_RETURNS, '1h': -0.0004, '24h': 0.0063, '7d': 0.0212 },
    returnsSource: { ...NO_RETURNS_SOURCE, '1h': 'upstream', '24h': 'upstream', '7d': 'upstream' },
    volatility: { '7d': 0.3012, '30d': 0.4123, '90d': 0.4401, '7dHourly': 0.318 },
    volatilityPercentile: 0.41,
    volatilityN: 30,
    volatilityReason: null,
    sparkline7d: [91_500, 92_800, 93_456.789123],
    lastUpdated: '2026-11-22T06:29:31Z',
    ageSeconds: 103,
    state: 'fresh',
  })
}

/** What a layer's 24 h figures say together: the return is the sum of the contributions in their order. */
function move24h(contributions: Contribution[], spread: Omit<LayerFigures['spread24h'], 'capped'>) {
  const total = contributions.reduce((sum, { value }) => sum + value, 0)
  return {
    returns: { ...NO_LAYER_RETURNS, '24h': total },
    returnsCoverage: { ...NO_LAYER_RETURNS, '24h': 1 },
    spread24h: { capped: total, ...spread },
    contributions24h: contributions,
    topContributions: { '1h': [], '24h': contributions, '7d': [], '14d': [], '30d': [], '90d': [], '1y': [] },
  }
}

function infrastructure(): LayerFigures {
  return layerFixture({
    id: 'infrastructure',
    name: 'Infrastructure',
    rank: 1,
    summary: 'Where models are trained, proven and served.',
    tokenCount: 2,
    coveredCount: 1,
    marketCap: 1_485_000_000,
    volume24h: 92_000_000,
    share: 1_485_000_000 / 3_290_000_000,
    ...move24h([{ id: 'bittensor', value: 0.0271 }], {
      cap: 0.0271,
      sqrt: 0.0271,
      equal: 0.0271,
      median: 0.0271,
    }),
    breadth24h: { up: 1, down: 0, unchanged: 0, unknown: 1 },
    volatility30d: { value: 0.882, n: 30, percentile: 0.64, reason: null },
    coverage: 1,
    staleWeight: 0,
    line7d: [1, 1.063, null, 1.391],
  })
}

function twoTokenMove() {
  return move24h(
    [
      { id: 'akash-network', value: -0.0161 },
      { id: 'bittensor', value: 0.01355 },
    ],
    { cap: 0.0214, sqrt: 0.0121, equal: -0.00255, median: -0.00255 },
  )
}

function middleware(): LayerFigures {
  return layerFixture({
    id: 'middleware',
    name: 'Middleware',
    rank: 2,
    summary: 'Compute, coordination and data between models and markets.',
    tokenCount: 2,
    coveredCount: 2,
    marketCap: 1_805_000_000,
    volume24h: 101_100_000,
    share: 1_805_000_000 / 3_290_000_000,
    ...twoTokenMove(),
    breadth24h: { up: 1, down: 1, unchanged: 0, unknown: 0 },
    volatility30d: { value: null, n: 12, percentile: null, reason: 'too-short' },
    coverage: 1,
    staleWeight: 320_000_000 / 3_290_000_000,
    line7d: [1, 1.02, 1.04],
  })
}

function sector(): LayerFigures {
  return layerFixture({
    id: 'sector',
    name: 'Sector',
    rank: 0,
    summary: 'Every token once.',
    tokenCount: 3,
    coveredCount: 2,
    marketCap: 3_290_000_000,
    volume24h: 193_100_000,
    share: 1,
    ...twoTokenMove(),
    breadth24h: { up: 1, down: 1, unchanged: 0, unknown: 1 },
    coverage: 1,
    staleWeight: 320_000_000 / 3_290_000_000,
  })
}

/**
 * A small live snapshot: two layers, a two-layer token (bittensor), a stale one (akash-network), one without a
 * price (gensyn), a legacy one (merged-compute) and a benchmark (bitcoin). Fresh objects on every call.
 */
export function snapshotFixture(overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    schemaVersion: 1,
    sequence: 42,
    asOf: AS_OF,
    fetchedAt: '2026-11-22T06:31:02Z',
    source: 'live',
    status: 'live',
    statusReason: null,
    generatedAt: '2026-11-22T06:31:14Z',
    nextRefreshAt: '2026-11-22T06:32:02Z',
    currency: 'usd',
    currencies: ['usd'],
    mapping: { version: '2026-11-22', sha256: 'a'.repeat(64), moves: [] },
    weighting: 'capped',
    scope: 'core',
    coverage: { expected: 3, priced: 2, stale: 1, missing: ['gensyn'], quarantined: [] },
    history: { filled: 2, needed: 4 },
    attribution: { ...ATTRIBUTION },
    layers: [infrastructure(), middleware()],
    sector: sector(),
    comparison: null,
    tokens: [
      bitcoin(),
      bittensor(),
      tokenFixture({ id: 'gensyn', symbol: 'GENSYN', name: 'Gensyn', category: 'training' }),
      legacyToken(),
      akash(),
    ],
    ...overrides,
  }
}
