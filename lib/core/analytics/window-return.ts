import type { TokenWindow } from '#lib/core/market/window'
import { WINDOW_MS, WINDOW_TOLERANCE_MS } from '#lib/core/market/window'

/** A price at a time, ms UTC. */
export interface TimedPrice {
  time: number
  price: number
}

/**
 * Return over a window from stored prices.
 * Formula: P(last) / P(base) − 1; base = the last point at or before asOf − window, no older than the window's
 * tolerance. `null` when there is none: never a return since listing under a longer name. Unit: fraction.
 * `basePrice` answers the newest price at or before a time, or `null`.
 */
export function windowReturn(
  last: number | null,
  asOf: number,
  window: TokenWindow,
  basePrice: (atOrBefore: number) => TimedPrice | null,
): number | null {
  if (last === null) return null
  const start = asOf - WINDOW_MS[window]
  const base = basePrice(start)
  if (base === null || start - base.time > WINDOW_TOLERANCE_MS[window]) return null
  return last / base.price - 1
}
