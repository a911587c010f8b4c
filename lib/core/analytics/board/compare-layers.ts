import type { ComparedFigure, LayerComparison } from '#lib/core/contract/layer-comparison'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { LAYER_WINDOWS, type LayerWindow } from '#lib/core/market/window'

type Layers = Pick<Snapshot, 'layers' | 'sector'>

/**
 * What a what-if changes, layer by layer and for the sector. Both boards must be of the same prices, currency,
 * weighting and scope; only then is the difference that of the mapping alone.
 */
export function compareLayers(shipped: Layers, whatIf: Layers): LayerComparison[] {
  const before = new Map(allOf(shipped).map((figures) => [figures.id, figures]))
  return allOf(whatIf).flatMap((after) => {
    const figures = before.get(after.id)
    return figures ? [comparison(figures, after)] : []
  })
}

function allOf({ layers, sector }: Layers): LayerFigures[] {
  return [...layers, sector]
}

function comparison(before: LayerFigures, after: LayerFigures): LayerComparison {
  const returns = {} as Record<LayerWindow, ComparedFigure>
  for (const window of LAYER_WINDOWS)
    returns[window] = compared(before.returns[window], after.returns[window])
  return {
    id: after.id,
    tokenCount: compared(before.tokenCount, after.tokenCount),
    marketCap: compared(before.marketCap, after.marketCap),
    share: compared(before.share, after.share),
    returns,
    volatility30d: compared(before.volatility30d.value, after.volatility30d.value),
  }
}

function compared(shipped: number | null, whatIf: number | null): ComparedFigure {
  return { shipped, difference: shipped === null || whatIf === null ? null : whatIf - shipped }
}
