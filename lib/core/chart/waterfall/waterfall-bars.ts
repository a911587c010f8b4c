import type { LayerDetail, WaterfallStep } from '#lib/core/contract/layer-detail'

/** A bar of a waterfall in the plot's own measure. */
export interface WaterfallBar {
  step: WaterfallStep
  /** 'Render', or '9 others'. */
  name: string
  /** Left edge and width, 0…100 across the plot. */
  left: number
  width: number
  /** Where the sum stood before and stands after it, 0…100. */
  from: number
  to: number
}

export interface Waterfall {
  bars: readonly WaterfallBar[]
  /** Place of 0. */
  zero: number
  /** The bar of the whole, from 0 to the return. */
  total: { left: number; width: number; to: number }
}

/** Thin, but there: a bar of almost nothing must not look like a missing one. */
const LEAST_WIDTH = 0.35

/** A layer's contributions laid out between the lowest and the highest sum on the way; `null` where there are none. */
export function waterfallBars({
  waterfall,
  constituents,
}: Pick<LayerDetail, 'waterfall' | 'constituents'>): Waterfall | null {
  const last = waterfall.at(-1)
  if (last === undefined) return null
  const levels = [0, ...waterfall.map(({ to }) => to)]
  const low = Math.min(...levels)
  const span = Math.max(...levels) - low
  const placeOf = (level: number) => (span === 0 ? 0 : (100 * (level - low)) / span)
  const nameOf = new Map(constituents.map(({ id, name }) => [id, name]))
  const between = (from: number, to: number) => {
    const left = Math.min(placeOf(from), placeOf(to))
    const width = Math.max(LEAST_WIDTH, Math.abs(placeOf(to) - placeOf(from)))
    return { left: Math.max(0, Math.min(left, 100 - width)), width }
  }
  const bars = waterfall.map((step) => ({
    step,
    name: step.id === null ? `${step.tokens.length} others` : (nameOf.get(step.id) ?? step.id),
    ...between(step.from, step.to),
    from: placeOf(step.from),
    to: placeOf(step.to),
  }))
  return { bars, zero: placeOf(0), total: { ...between(0, last.to), to: placeOf(last.to) } }
}
