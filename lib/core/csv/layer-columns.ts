import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { attributionText } from '#lib/core/csv/attribution-text'
import type { CsvColumn } from '#lib/core/csv/csv-table'
import { percentNumber } from '#lib/core/format/percent-number'
import { LAYER_WINDOWS } from '#lib/core/market/window'

export interface LayerRow {
  snapshot: Snapshot
  layer: LayerFigures
}

const SPREAD_MEMBERS = ['cap', 'sqrt', 'equal', 'median'] as const

const identity: readonly CsvColumn<LayerRow>[] = [
  { name: 'schema_version', value: ({ snapshot }) => snapshot.schemaVersion },
  { name: 'as_of_utc', value: ({ snapshot }) => snapshot.asOf },
  { name: 'source', value: ({ snapshot }) => snapshot.source },
  { name: 'status', value: ({ snapshot }) => snapshot.status },
  { name: 'layer', value: ({ layer }) => layer.id },
  { name: 'layer_name', value: ({ layer }) => layer.name },
  { name: 'rank', value: ({ layer }) => layer.rank },
]

const size: readonly CsvColumn<LayerRow>[] = [
  { name: 'currency', value: ({ snapshot }) => snapshot.currency },
  { name: 'token_count', value: ({ layer }) => layer.tokenCount },
  { name: 'covered_count', value: ({ layer }) => layer.coveredCount },
  { name: 'market_cap', value: ({ layer }) => layer.marketCap },
  { name: 'share_pct', value: ({ layer }) => percentNumber(layer.share) },
  { name: 'volume_24h', value: ({ layer }) => layer.volume24h },
]

const returns: readonly CsvColumn<LayerRow>[] = LAYER_WINDOWS.map((window) => ({
  name: `return_${window}_pct`,
  value: ({ layer }) => percentNumber(layer.returns[window]),
}))

const spread: readonly CsvColumn<LayerRow>[] = SPREAD_MEMBERS.map((member) => ({
  name: `return_24h_${member}_pct`,
  value: ({ layer }) => percentNumber(layer.spread24h[member]),
}))

const risk: readonly CsvColumn<LayerRow>[] = [
  { name: 'up_24h', value: ({ layer }) => layer.breadth24h.up },
  { name: 'down_24h', value: ({ layer }) => layer.breadth24h.down },
  { name: 'volatility_30d_ann_pct', value: ({ layer }) => percentNumber(layer.volatility30d.value) },
  { name: 'volatility_30d_n', value: ({ layer }) => layer.volatility30d.n },
  { name: 'volatility_30d_percentile', value: ({ layer }) => percentNumber(layer.volatility30d.percentile) },
]

const provenance: readonly CsvColumn<LayerRow>[] = [
  { name: 'coverage_pct', value: ({ layer }) => percentNumber(layer.coverage) },
  { name: 'stale_weight_pct', value: ({ layer }) => percentNumber(layer.staleWeight) },
  { name: 'mapping_version', value: ({ snapshot }) => snapshot.mapping.version },
  { name: 'weighting', value: ({ snapshot }) => snapshot.weighting },
  { name: 'attribution', value: ({ snapshot }) => attributionText(snapshot) },
]

/** Columns of the layer CSV, in the order readers rely on. */
export const LAYER_COLUMNS: readonly CsvColumn<LayerRow>[] = [
  ...identity,
  ...size,
  ...returns,
  ...spread,
  ...risk,
  ...provenance,
]
