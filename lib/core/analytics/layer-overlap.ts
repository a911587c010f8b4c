import { isValidPrice } from '#lib/core/analytics/log-returns'

/** The tokens of one layer, each with its market cap or `null`. */
export type LayerMembers = ReadonlyMap<string, number | null>

export interface LayerOverlap {
  /** The other layer. */
  layer: string
  /** Tokens in both, in the order of this layer. */
  ids: string[]
  /** Market cap of those whose cap is known; `null` when none is. */
  marketCap: number | null
  /** That cap over this layer's whole known cap, 0…1. */
  share: number | null
}

/**
 * Which other layers share tokens with a layer, and how much of it they share.
 * Purpose: layers that hold the same tokens move together for that reason alone.
 * Formula: shared cap / own cap, every token with its whole cap. Unit: 0…1. Layers that share nothing are left out; the
 * largest overlap comes first, then by id. Gaps: tokens without a known cap are named but not summed.
 * Cost: O(layers × tokens). Source: Jaccard, with the own layer as the whole.
 * Example: a layer of 60 and 40, the 40 also elsewhere → 0.4.
 * @throws RangeError for a layer that is not among the layers.
 */
export function layerOverlap(layer: string, layers: ReadonlyMap<string, LayerMembers>): LayerOverlap[] {
  const own = layers.get(layer)
  if (own === undefined) throw new RangeError(`layerOverlap requires a known layer, got ${layer}`)
  const whole = knownSum([...own.values()])
  const overlaps = [...layers].flatMap(([other, members]): LayerOverlap[] => {
    const ids = [...own.keys()].filter((id) => members.has(id))
    if (other === layer || ids.length === 0) return []
    const marketCap = knownSum(ids.map((id) => own.get(id) ?? null))
    return [
      {
        layer: other,
        ids,
        marketCap,
        share: marketCap === null || whole === null ? null : marketCap / whole,
      },
    ]
  })
  return overlaps.sort(
    (a, b) =>
      (b.share ?? -1) - (a.share ?? -1) || b.ids.length - a.ids.length || (a.layer < b.layer ? -1 : 1),
  )
}

function knownSum(marketCaps: readonly (number | null)[]): number | null {
  const known = marketCaps.filter(isValidPrice)
  if (known.length === 0) return null
  let sum = 0
  for (const value of known) sum += value
  return Number.isFinite(sum) ? sum : null
}
