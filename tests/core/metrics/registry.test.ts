import { describe, expect, it } from 'vitest'
import { TOKEN_COLUMNS as SCREEN_COLUMNS } from '#lib/client/overview/token-columns'
import { BOARD_RANGES } from '#lib/client/view/view-params'
import { LayerFigures, TokenFigures } from '#lib/core/contract/snapshot'
import { LAYER_COLUMNS } from '#lib/core/csv/layer-columns'
import { TOKEN_COLUMNS } from '#lib/core/csv/token-columns'
import { LAYER_WINDOWS, TOKEN_WINDOWS } from '#lib/core/market/window'
import type { MetricId } from '#lib/core/metrics/metric'
import { metricHref, metricTitle } from '#lib/core/metrics/metric-title'
import { METRIC_FAMILIES, METRICS, metricById } from '#lib/core/metrics/registry'

/** Columns that name, place or date a row; they measure nothing. */
const IDENTITY = new Set([
  ...['schema_version', 'as_of_utc', 'source', 'layer', 'layer_name', 'rank', 'category', 'also_in'],
  ...['coingecko_id', 'symbol', 'name', 'scope', 'currency', 'mapping_version', 'weighting', 'attribution'],
])

const CSV_METRICS: Readonly<Record<string, MetricId>> = {
  status: 'board-status',
  price: 'price',
  market_cap: 'market-cap',
  fully_diluted_valuation: 'fully-diluted-valuation',
  volume_24h: 'volume-24h',
  circulating_supply: 'circulating-supply',
  volatility_7d_ann_pct: 'volatility',
  volatility_30d_ann_pct: 'volatility',
  volatility_90d_ann_pct: 'volatility',
  volatility_30d_n: 'volatility',
  volatility_30d_percentile: 'volatility-percentile',
  layer_weight_pct: 'layer-weight',
  layer_contribution_24h_pp: 'contribution',
  last_updated_utc: 'price-age',
  age_seconds: 'price-age',
  state: 'token-state',
  flags: 'self-check',
  token_count: 'coverage',
  covered_count: 'coverage',
  share_pct: 'market-share',
  up_24h: 'breadth',
  down_24h: 'breadth',
  coverage_pct: 'coverage',
  stale_weight_pct: 'stale-weight',
  return_24h_median_pct: 'median-return',
  ...Object.fromEntries(TOKEN_WINDOWS.map((window) => [`return_${window}_pct`, 'price-return' as const])),
  ...Object.fromEntries(
    ['cap', 'sqrt', 'equal'].map((name) => [`return_24h_${name}_pct`, 'layer-return' as const]),
  ),
}

/** Fields of the snapshot that name or place, or repeat one that is listed. */
const SNAPSHOT_IDENTITY = new Set([
  ...['id', 'name', 'rank', 'summary', 'symbol', 'layer', 'category', 'alsoIn', 'scope', 'listing', 'note'],
  ...['returnsSource', 'volatilityN', 'volatilityReason', 'high24h', 'low24h', 'ath', 'athDate'],
])

const SNAPSHOT_METRICS: Readonly<Record<string, MetricId>> = {
  tokenCount: 'coverage',
  coveredCount: 'coverage',
  marketCap: 'market-cap',
  volume24h: 'volume-24h',
  share: 'market-share',
  returns: 'layer-return',
  returnsCoverage: 'coverage',
  spread24h: 'layer-weight',
  breadth24h: 'breadth',
  volatility30d: 'layer-volatility',
  contributions24h: 'contribution',
  topContributions: 'contribution',
  otherContributions: 'contribution',
  coverage: 'coverage',
  provisional: 'coverage',
  staleWeight: 'stale-weight',
  line7d: 'week-line',
  price: 'price',
  fullyDilutedValuation: 'fully-diluted-valuation',
  circulatingSupply: 'circulating-supply',
  volatility: 'volatility',
  volatilityPercentile: 'volatility-percentile',
  volatilityCoverage: 'volatility',
  sparkline7d: 'week-line',
  layerWeight: 'layer-weight',
  layerContribution24h: 'contribution',
  lastUpdated: 'price-age',
  ageSeconds: 'price-age',
  state: 'token-state',
  flags: 'self-check',
}

describe('the registry of metrics', () => {
  it("has every id once, fit for an anchor, and no family under a metric's anchor", () => {
    const ids = [...METRICS.map(({ id }) => id), ...METRIC_FAMILIES.map(({ id }) => id)]
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(METRICS.length).toBeGreaterThan(50)
  })

  it('says everything about every metric', () => {
    for (const metric of METRICS) {
      const { name, shortName, unit, window, meaning, definition, gaps, source, symbols } = metric
      for (const text of [name, shortName, unit, window, meaning, gaps, source]) {
        expect(text, `${metric.id}: ${text}`).toMatch(/\S/)
      }
      expect(shortName.length, `${metric.id} has a short name of at most ten characters`).toBeLessThanOrEqual(
        10,
      )
      expect(definition, metric.id).toMatch(/^[A-Z].*\.$/)
      expect(gaps, metric.id).toMatch(/^[A-Z].*\.$/)
      expect(meaning, metric.id).toMatch(/^[a-z].*[^.]$/)
      expect(symbols.length, metric.id).toBeGreaterThan(0)
    }
  })

  it('finds a metric by its id and nothing by another', () => {
    expect(metricById('beta')?.name).toBe('Beta')
    expect(metricById('nothing')).toBeUndefined()
  })

  it('describes every column of both CSV files that measures something', () => {
    for (const { name } of [...TOKEN_COLUMNS, ...LAYER_COLUMNS]) {
      if (IDENTITY.has(name)) continue
      const id = CSV_METRICS[name]
      expect(id && metricById(id), `no metric describes the column ${name}`).toBeDefined()
    }
  })

  it('describes every figure of the snapshot', () => {
    for (const field of [...Object.keys(LayerFigures.shape), ...Object.keys(TokenFigures.shape)]) {
      if (SNAPSHOT_IDENTITY.has(field)) continue
      const id = SNAPSHOT_METRICS[field]
      expect(id && metricById(id), `no metric describes the field ${field}`).toBeDefined()
    }
  })

  it('names every window of a return that is published', () => {
    const { window: ofTokens = '' } = metricById('price-return') ?? {}
    const { window: ofLayers = '' } = metricById('layer-return') ?? {}
    for (const window of TOKEN_WINDOWS) expect(ofTokens.split(/[ ,]+/)).toContain(window)
    for (const window of LAYER_WINDOWS) expect(ofLayers.split(/[ ,]+/)).toContain(window)
  })
})

describe('the heads of the token table', () => {
  it("are the registry's own names, units and words", () => {
    const measured = SCREEN_COLUMNS.filter(({ metric }) => metric !== null)
    expect(SCREEN_COLUMNS.length - measured.length, 'only the names column measures nothing').toBe(1)
    for (const { id, head, title, metric } of measured) {
      const described = metricById(metric?.id ?? '')
      expect(described, id).toMatchObject({ ...metric })
      if (described === undefined) continue
      const range = BOARD_RANGES.find((one) => one === id)
      expect(head).toBe(range === undefined ? described.shortName : `${range} ${described.unit}`)
      expect(title).toBe(
        range === undefined
          ? metricTitle(described)
          : metricTitle({ ...described, window: `rolling ${range}` }),
      )
    }
  })

  it('lead to the section of their metric', () => {
    expect(metricHref({ id: 'volatility' })).toBe('/methodology#volatility')
    expect(
      metricTitle({
        id: 'x',
        name: 'Beta',
        shortName: 'Beta',
        unit: 'no unit',
        window: '90 days',
        meaning: 'a slope',
      }),
    ).toBe('Beta: a slope. Unit: no unit; 90 days.')
  })
})
