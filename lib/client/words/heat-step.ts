import type { BoardRange } from '#lib/client/view/view-params'

/** Where the colour is full, per range, as a fraction: fixed, symmetric, never fitted to the view. */
export const HEAT_LIMITS: Readonly<Record<BoardRange, number>> = {
  '1h': 0.02,
  '24h': 0.08,
  '7d': 0.2,
  '30d': 0.4,
  '90d': 0.6,
  '1y': 1,
}

/** Lower bounds of steps 1 to 5 as parts of the limit. */
const STEP_BOUNDS = [0.0625, 0.25, 0.5, 0.75, 1] as const

/** Colour step of a return: -5 (at or beyond the limit) … 0 (next to nothing) … 5; `null` when unknown. */
export function heatStep(fraction: number | null, range: BoardRange): number | null {
  if (fraction === null) return null
  const part = Math.abs(fraction) / HEAT_LIMITS[range]
  const step = STEP_BOUNDS.filter((bound) => part >= bound).length
  return fraction < 0 && step > 0 ? -step : step
}
