import type { LayerFigures } from '#lib/core/contract/snapshot'

/** Every return of a layer unknown, to spread the known ones over. */
export const NO_LAYER_RETURNS: LayerFigures['returns'] = {
  '1h': null,
  '24h': null,
  '7d': null,
  '14d': null,
  '30d': null,
  '90d': null,
  '1y': null,
}

/** A layer of which nothing is known yet. */
export function layerFixture(overrides: Partial<LayerFigures> & Pick<LayerFigures, 'id'>): LayerFigures {
  return {
    name: overrides.id,
    rank: 1,
    summary: 'A layer of the stack.',
    tokenCount: 0,
    coveredCount: 0,
    marketCap: null,
    volume24h: null,
    share: null,
    returns: { ...NO_LAYER_RETURNS },
    returnsCoverage: { ...NO_LAYER_RETURNS },
    spread24h: { capped: null, cap: null, sqrt: null, equal: null, median: null },
    breadth24h: { up: 0, down: 0, unchanged: 0, unknown: 0 },
    volatility30d: { value: null, n: 0, percentile: null, reason: 'history-filling' },
    volatilityCoverage: null,
    contributions24h: [],
    topContributions: { '1h': [], '24h': [], '7d': [], '14d': [], '30d': [], '90d': [], '1y': [] },
    otherContributions: { ...NO_LAYER_RETURNS },
    coverage: null,
    provisional: false,
    staleWeight: null,
    line7d: [],
    ...overrides,
  }
}
