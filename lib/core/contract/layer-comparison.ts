import * as z from 'zod/mini'
import { LAYER_WINDOWS } from '#lib/core/market/window'

const known = z.nullable(z.number())

/** `difference`: the what-if's figure less the shipped one, in the figure's own unit; `null` when either is unknown. */
const ComparedFigure = z.object({ shipped: known, difference: known })
export type ComparedFigure = z.infer<typeof ComparedFigure>

/** Figures of one layer, or of the sector, under the shipped mapping, and what the what-if changes. */
export const LayerComparison = z.object({
  id: z.string(),
  tokenCount: ComparedFigure,
  marketCap: ComparedFigure,
  /** Of the sector's market cap. */
  share: ComparedFigure,
  returns: z.record(z.enum(LAYER_WINDOWS), ComparedFigure),
  volatility30d: ComparedFigure,
})
export type LayerComparison = z.infer<typeof LayerComparison>
