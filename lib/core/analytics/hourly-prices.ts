import { requireFinite } from '#lib/core/analytics/argument-checks'
import { earliestPoints } from '#lib/core/analytics/earliest-points'
import { HOUR_MS } from '#lib/core/market/window'

/** One slot per UTC clock hour, oldest first, `null` where no point fell into the hour. Immutable. */
export interface HourlyPrices {
  /** Start of the first hour, ms UTC. */
  firstHour: number
  prices: readonly (number | null)[]
}

export const NO_HOURS: HourlyPrices = { firstHour: 0, prices: [] }

/** Start of the UTC clock hour a time falls into, ms. */
export function startOfHour(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS
}

/** What hourly prices need of a point; a price that is none is missing. */
export interface HourlyPoint {
  /** ms UTC; before 1970 or not finite is no time, the point is left out. */
  time: number
  price: number | null
}

export interface HourlyPricesOptions {
  /** `now`: missing hours up to now are slots too, so that a window counts hours. `last`: end at the last price. */
  until?: 'now' | 'last'
}

/**
 * Hourly prices from points that are not on the hour: the first valid point inside each UTC clock hour.
 * Points after `now` are left out; of identical stamps the later row, a revision, wins. Hours without a point stay
 * `null`, trailing ones up to `now` included; `until: 'last'` leaves the trailing ones out.
 * Cost: O(n). Source: CoinGecko's `market_chart`, whose hourly points are minutes off the hour.
 * Example: 10:04, 10:50 and 12:09 → [price at 10:04, null, price at 12:09].
 * @throws RangeError for a `now` that is not finite.
 */
export function hourlyPrices(
  points: readonly HourlyPoint[],
  now: number,
  { until = 'now' }: HourlyPricesOptions = {},
): HourlyPrices {
  requireFinite('hourlyPrices', 'now', now)
  const kept = earliestPoints(points, now, HOUR_MS)
  if (kept === null) return NO_HOURS
  const firstHour = kept.first
  const length = until === 'now' ? (startOfHour(now) - firstHour) / HOUR_MS + 1 : kept.points.length
  const prices = new Array<number | null>(length).fill(null)
  for (let slot = 0; slot < kept.points.length; slot += 1) prices[slot] = kept.points[slot]?.price ?? null
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
