import { requireFinite } from '#lib/core/analytics/argument-checks'
import { earliestPoints } from '#lib/core/analytics/earliest-points'
import { DAY_MS } from '#lib/core/market/window'

/** One slot per UTC date, oldest first, none left out: `null` is a missing close. Immutable. */
export interface DailyCloses {
  /** 00:00 UTC of the first slot, ms. */
  firstDay: number
  prices: readonly (number | null)[]
  marketCaps: readonly (number | null)[]
}

export const NO_CLOSES: DailyCloses = { firstDay: 0, prices: [], marketCaps: [] }

/** 00:00 UTC of the date that holds `time`. */
export function startOfDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS
}

/** What daily closes need of a point; a price that is none is missing. */
export interface DailyPoint {
  /** ms UTC; before 1970 or not finite is no time, the point is left out. */
  time: number
  price: number | null
  marketCap: number | null
}

export interface DailyClosesOptions {
  /** `today`: missing closes up to today are slots too, so that a window counts days. `last`: end at the last close. */
  until?: 'today' | 'last'
}

/**
 * Daily closes from stored points, ready for statistics.
 * A point stamped 00:00 of date D is the close of the day before. Kept: the earliest valid point of each UTC date;
 * dropped: everything after 00:00 UTC of `now`'s date (the live point) and invalid prices; identical stamps: the
 * later row wins. Days between the first point and today without a close are `null`, trailing ones included,
 * so that a window counts days and not points; `until: 'last'` leaves the trailing ones out.
 * Cost: O(n). Source: CoinGecko's `market_chart`, whose last row is the price of the moment.
 * Example: 00:00 of the 1st and the 3rd, 07:00 of the 3rd → [close, null, close].
 * @throws RangeError for a `now` that is not finite.
 */
export function dailyCloses(
  points: readonly DailyPoint[],
  now: number,
  { until = 'today' }: DailyClosesOptions = {},
): DailyCloses {
  requireFinite('dailyCloses', 'now', now)
  const today = startOfDay(now)
  const kept = earliestPoints(points, today, DAY_MS)
  if (kept === null) return NO_CLOSES
  const firstDay = kept.first
  const length = until === 'today' ? (today - firstDay) / DAY_MS + 1 : kept.points.length
  const prices = new Array<number | null>(length).fill(null)
  const marketCaps = new Array<number | null>(length).fill(null)
  for (let slot = 0; slot < kept.points.length; slot += 1) {
    prices[slot] = kept.points[slot]?.price ?? null
    marketCaps[slot] = kept.points[slot]?.marketCap ?? null
  }
  return { firstDay, prices, marketCaps }
}

/** Close at 00:00 UTC of `day`, or `null`. */
export function closeAt(closes: DailyCloses, day: number): number | null {
  return closes.prices[(day - closes.firstDay) / DAY_MS] ?? null
}
