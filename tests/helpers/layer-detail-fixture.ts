import type { Constituent, LayerDetail } from '#lib/core/contract/layer-detail'
import { NO_LAYER_RETURNS } from './layer-fixture.ts'

export function constituentFixture(overrides: Partial<Constituent> & Pick<Constituent, 'id'>): Constituent {
  return {
    name: overrides.id,
    symbol: overrides.id.toUpperCase(),
    weight: null,
    return: null,
    contribution: null,
    volatility30d: null,
    riskShare: null,
    state: 'fresh',
    category: 'any',
    share: 1,
    alsoIn: [],
    since: null,
    ...overrides,
  }
}

/** A layer's answer of which nothing is known yet. */
export function layerDetailFixture(overrides: Partial<LayerDetail> = {}): LayerDetail {
  return {
    layer: { id: 'middleware', name: 'Middleware', rank: 2, summary: 'What connects models to builders.' },
    asOf: '2026-11-22T12:00:00.000Z',
    range: '24h',
    weighting: 'capped',
    scope: 'core',
    index: [],
    backfilledBefore: null,
    carried: [],
    indexReturns: { ...NO_LAYER_RETURNS },
    returns: { ...NO_LAYER_RETURNS },
    spread: { capped: null, cap: null, sqrt: null, equal: null, median: null },
    breadth: { up: 0, down: 0, unchanged: 0, unknown: 0 },
    chart: {
      times: [],
      layer: [],
      sector: [],
      bitcoin: [],
      reasons: { layer: 'history-filling', sector: 'history-filling', bitcoin: 'history-filling' },
    },
    indexBasis: {
      reason: 'history-filling',
      firstDay: null,
      tokens: 0,
      tokensNeeded: 3,
      closes: null,
      closesNeeded: 30,
      enoughOn: null,
    },
    waterfall: [],
    constituents: [],
    categories: [],
    projects: [],
    contributionSum: null,
    volatility: {
      value: null,
      n: 0,
      percentile: null,
      standardError: null,
      low: null,
      high: null,
      reason: 'history-filling',
    },
    volatilityCoverage: null,
    cohesion: { value: null, pValue: null, n: 0, tokens: 0, reason: 'too-few-constituents' },
    issuanceDrag: { value: null, n: 0, reason: 'no-market-cap' },
    diversificationRatio: null,
    absorptionRatio: null,
    averageCorrelation: null,
    overlap: [],
    coverage: null,
    ...overrides,
  }
}
