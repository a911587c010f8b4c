import { finiteOrNull } from '#lib/core/analytics/statistic'
import type { TokenWindow } from '#lib/core/market/window'
import { WINDOW_MS, WINDOW_TOLERANCE_MS } from '#lib/core/market/window'

/** A price at a time, ms UTC. */
export interface TimedPrice {
  time: number
  price: number
}

/** From where a return is counted. */
export interface ReturnStart {
  /** ms UTC. */
  start: number
  /** How much older than `start` the base point may be, ms. */
  toleranceMs: number
}

/** Answers the newest price at or before a time, or `null`. */
export type BasePrice = (atOrBefore: number) => TimedPrice | null

/**
 * Return over a window from stored prices.
 * Formula: P(last) / P(base) − 1; base = the last point at or before asOf − window, no older than the window's
 * tolerance. `null` when there is none: never a return since listing under a longer name. Unit: fraction.
 * Cost: that of one `basePrice`. Example: 130 now and 125 24 h 30 min ago → 4 % over "24h".
 */
export function windowReturn(
  last: number | null,
  asOf: number,
  window: TokenWindow,
  basePrice: BasePrice,
): number | null {
  const start = asOf - WINDOW_MS[window]
  return returnSince(last, { start, toleranceMs: WINDOW_TOLERANCE_MS[window] }, basePrice)
}

/** The same over any period that has a start: `null` without a base inside the tolerance. */
export function returnSince(
  last: number | null,
  { start, toleranceMs }: ReturnStart,
  basePrice: BasePrice,
): number | null {
  if (last === null) return null
  const base = basePrice(start)
  if (base === null || start - base.time > toleranceMs) return null
  return finiteOrNull(last / base.price - 1)
}
