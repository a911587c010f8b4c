import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { HistoryPoint } from '#lib/core/market/price-history'
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

/**
 * Daily closes from stored points, ready for statistics.
 * A point stamped 00:00 of date D is the close of the day before. Kept: the earliest valid point of each UTC date;
 * dropped: everything after 00:00 UTC of `now`'s date (the live point) and invalid prices; identical stamps: the
 * later row wins. Days between the first point and today without a close are `null`, trailing ones included,
 * so that a window counts days and not points.
 * Cost: O(n log n).
 */
export function dailyCloses(points: readonly HistoryPoint[], now: number): DailyCloses {
  const today = startOfDay(now)
  const earliest = new Map<number, HistoryPoint>()
  for (const point of points) {
    if (!isValidPrice(point.price) || point.time > today) continue
    const day = startOfDay(point.time)
    const kept = earliest.get(day)
    if (!kept || point.time <= kept.time) earliest.set(day, point)
  }
  if (earliest.size === 0) return NO_CLOSES
  const firstDay = Math.min(...earliest.keys())
  const length = (today - firstDay) / DAY_MS + 1
  const prices = new Array<number | null>(length).fill(null)
  const marketCaps = new Array<number | null>(length).fill(null)
  for (const [day, point] of earliest) {
    const slot = (day - firstDay) / DAY_MS
    prices[slot] = point.price
    marketCaps[slot] = point.marketCap
  }
  return { firstDay, prices, marketCaps }
}

/** Close at 00:00 UTC of `day`, or `null`. */
export function closeAt(closes: DailyCloses, day: number): number | null {
  return closes.prices[(day - closes.firstDay) / DAY_MS] ?? null
}
