import { layerHue } from '#lib/core/chart/layer-hue'
import type { Series } from '#lib/core/contract/series'
import type { LayerFigures } from '#lib/core/contract/snapshot'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

/** One line of a chart over time. `reason`: why there is nothing to draw. */
export interface ChartLine {
  key: string
  name: string
  kind: 'layer' | 'sector' | 'benchmark' | 'token'
  /** 0 neutral, 1–4 the layers' own, 5–12 picks of a comparison; see `layer-hue.ts`. */
  hue: number
  values: readonly (number | null)[]
  reason: UnknownReason | null
}

const OTHER_LINES = [
  { key: 'sector', name: 'Sector', kind: 'sector' },
  { key: 'bitcoin', name: 'Bitcoin', kind: 'benchmark' },
] as const

/** Layers from the top of the stack down, then the sector and Bitcoin. */
export function chartLines(
  { series, reasons }: Series,
  layers: readonly Pick<LayerFigures, 'id' | 'name' | 'rank'>[],
): ChartLine[] {
  const fromTop = layers.toSorted((a, b) => b.rank - a.rank)
  const wanted = [
    ...fromTop.map(({ id, name, rank }) => ({ key: id, name, kind: 'layer' as const, hue: layerHue(rank) })),
    ...OTHER_LINES.map((line) => ({ ...line, hue: 0 })),
  ]
  return wanted.map((line) => {
    const values = series[line.key] ?? []
    // A single point is no line, and its label would pass for a present value.
    const isDrawn = values.filter((value) => value !== null).length > 1
    return { ...line, values, reason: isDrawn ? null : (reasons[line.key] ?? 'gap') }
  })
}

/** The last known value of a line and its place. */
export function lastKnown(values: readonly (number | null)[]): { index: number; value: number } | null {
  const index = values.findLastIndex((value) => value !== null)
  const value = values[index] ?? null
  return value === null ? null : { index, value }
}
