import type { Snapshot } from '#lib/core/contract/snapshot'
import type { CsvOptions } from '#lib/core/csv/csv-options'
import { csvTable } from '#lib/core/csv/csv-table'
import { LAYER_COLUMNS } from '#lib/core/csv/layer-columns'

/** One row per layer from the bottom of the stack up; the sector is not a layer and has no row. */
export function layersCsv(snapshot: Snapshot, options: CsvOptions): string {
  const layers = snapshot.layers.toSorted((a, b) => a.rank - b.rank)
  return csvTable(
    LAYER_COLUMNS,
    layers.map((layer) => ({ snapshot, layer })),
    options,
  )
}
