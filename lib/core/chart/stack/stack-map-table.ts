import type { ChartTable } from '#lib/core/chart/chart-table'
import type { MapTile, StackMap } from '#lib/core/chart/stack/stack-map'
import type { LayerWindow } from '#lib/core/market/window'

export interface MapTableOptions {
  range: LayerWindow
  currency: string
  mappingVersion: string
}

/** The numbers of every tile in the order of the map; a project in two layers has a row in each, as it has a tile. */
export function stackMapTable(
  { layers, dropped }: StackMap,
  { range, currency, mappingVersion }: MapTableOptions,
): ChartTable {
  const placed = layers.flatMap(({ figures, categories }) =>
    categories.flatMap(({ name, tiles }) =>
      tiles.map((tile) => ({ tile, place: `${figures.name}, ${name}` })),
    ),
  )
  const out = dropped.map((tile) => ({ tile, place: 'dropped' }))
  return {
    head: { text: 'Project', csv: 'project' },
    columns: [
      { key: 'return', text: `Return ${range}`, csv: `return_${range}_pct`, unit: 'percent' },
      { key: 'volatility', text: 'Volatility 30d', csv: 'volatility_30d_ann_pct', unit: 'volatility' },
      { key: 'cap', text: 'Market cap', csv: 'market_cap', unit: 'size', currency },
      { key: 'volume', text: 'Volume 24h', csv: 'volume_24h', unit: 'size', currency },
      { key: 'share', text: 'Share here', csv: 'share_here_pct', unit: 'share' },
      { key: 'age', text: 'Age, s', csv: 'age_seconds', unit: 'count' },
    ],
    rows: [...placed, ...out].map(({ tile, place }) => ({
      key: tile.key,
      text: `${tile.project.name} · ${place}`,
      csv: tile.key,
      values: valuesOf(tile, range),
    })),
    facts: [{ csv: 'mapping_version', value: mappingVersion }],
  }
}

function valuesOf({ token, share }: MapTile, range: LayerWindow): (number | null)[] {
  if (token === null) return [null, null, null, null, null, null]
  const { returns, volatility, marketCap, volume24h, ageSeconds } = token
  return [returns[range], volatility['30d'], marketCap, volume24h, share, ageSeconds]
}
