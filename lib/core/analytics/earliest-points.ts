import { isValidPrice } from '#lib/core/analytics/log-returns'

interface TimedPoint {
  /** ms UTC */
  time: number
  price: number | null
}

export interface EarliestPoints<T> {
  /** Start of the first slot that holds a point, ms UTC. */
  first: number
  /** One per slot of `step` from the first to the last that holds one; `null` where none does. */
  points: (T | null)[]
}

/** First and last slot that hold a usable point; crossed when none does. */
function slotRange(points: readonly TimedPoint[], end: number, step: number): [number, number] {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const point of points) {
    if (!isUsable(point, end)) continue
    const slot = Math.floor(point.time / step)
    if (slot < first) first = slot
    if (slot > last) last = slot
  }
  return [first, last]
}

function isUsable({ time, price }: TimedPoint, end: number): boolean {
  return isValidPrice(price) && time >= 0 && time <= end
}

/**
 * The earliest valid point of each time slot; of identical stamps the later row, a revision, wins. Points after `end`,
 * before 1970 or without a price are left out. `null` when nothing is left. Cost: O(points + slots).
 */
export function earliestPoints<T extends TimedPoint>(
  points: readonly T[],
  end: number,
  step: number,
): EarliestPoints<T> | null {
  const [first, last] = slotRange(points, end, step)
  if (first > last) return null
  const kept = new Array<T | null>(last - first + 1).fill(null)
  for (const point of points) {
    if (!isUsable(point, end)) continue
    const at = Math.floor(point.time / step) - first
    const known = kept[at] ?? null
    if (known === null || point.time <= known.time) kept[at] = point
  }
  return { first: first * step, points: kept }
}
