import { useMemo } from 'react'
import type { LayerFigures } from '#lib/core/contract/snapshot'

/** What a chart needs to know of a layer to draw and name its line. */
export type LayerName = Pick<LayerFigures, 'id' | 'name' | 'rank'>

/** Names and ranks of the layers: the same array as long as they are the same, whatever their figures do. */
export function useLayerNames(layers: readonly LayerFigures[]): readonly LayerName[] {
  const text = JSON.stringify(layers.map(({ id, name, rank }): LayerName => ({ id, name, rank })))
  return useMemo((): LayerName[] => JSON.parse(text), [text])
}
