import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { HistoryPoint } from '#lib/core/market/price-history'
import { HOUR_MS } from '#lib/core/market/window'

/** One slot per UTC clock hour, oldest first, `null` where no point fell into the hour. Immutable. */
export interface HourlyPrices {
  /** Start of the first hour, ms UTC. */
  firstHour: number
  prices: readonly (number | null)[]
}

export const NO_HOURS: HourlyPrices = { firstHour: 0, prices: [] }

export function startOfHour(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS
}

/**
 * Hourly prices from points that are not on the hour: the first valid point inside each UTC clock hour.
 * Hours without a point stay `null`, trailing ones up to `now` included. Cost: O(n).
 */
export function hourlyPrices(points: readonly HistoryPoint[], now: number): HourlyPrices {
  const first = new Map<number, HistoryPoint>()
  for (const point of points) {
    if (!isValidPrice(point.price) || point.time > now) continue
    const hour = startOfHour(point.time)
    const kept = first.get(hour)
    if (!kept || point.time < kept.time) first.set(hour, point)
  }
  if (first.size === 0) return NO_HOURS
  let firstHour = Number.POSITIVE_INFINITY
  for (const hour of first.keys()) firstHour = Math.min(firstHour, hour)
  const prices = new Array<number | null>((startOfHour(now) - firstHour) / HOUR_MS + 1).fill(null)
  for (const [hour, point] of first) prices[(hour - firstHour) / HOUR_MS] = point.price
  return { firstHour, prices }
}

/**
 * The untimed 7-day shape of a quote on clock hours, its last point in the hour of `lastUpdated`.
 * For drawing only, until hourly history has arrived; never for statistics.
 */
export function hoursOfShape(shape: readonly number[], lastUpdated: number): HourlyPrices {
  const firstHour = startOfHour(lastUpdated) - (shape.length - 1) * HOUR_MS
  return { firstHour, prices: shape }
}

/** Price in the hour that starts at `hour`, or `null`. */
export function priceInHour(hours: HourlyPrices, hour: number): number | null {
  return hours.prices[(hour - hours.firstHour) / HOUR_MS] ?? null
}
