import { startOfDay } from '#lib/core/analytics/daily-closes'
import { startOfHour } from '#lib/core/analytics/hourly-prices'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { Quote } from '#lib/core/market/quote'
import type { StoredBatch, TickPoints } from '#lib/server/store/market-store'

/** A tick this close to 00:00 UTC may stand for the close, ms. */
const CLOSE_TOLERANCE_MS = 15 * 60_000

export interface KnownHistory {
  /** Whether history holds a point of the kind in the hour or on the day that starts at `slot`. */
  has(id: string, kind: HistoryKind, slot: number): boolean
}

/**
 * What a USD batch adds to history: the first tick of each UTC hour, and when a day ends, the tick nearest to 00:00
 * UTC (before or after, 15 min at most) as that day's close. A day that own ticks cannot close stays a gap, which the
 * back-fill asks for.
 */
export function tickPoints(
  batch: StoredBatch,
  previous: (id: string) => Quote | null,
  known: KnownHistory,
): TickPoints {
  const hourly: (HistoryPoint & { id: string })[] = []
  const daily: (HistoryPoint & { id: string })[] = []
  const carried = new Set(batch.carried)
  for (const quote of batch.quotes) {
    const point = carried.has(quote.id) ? null : toPoint(quote)
    if (point === null) continue
    if (!known.has(quote.id, 'hourly', startOfHour(point.time))) hourly.push({ id: quote.id, ...point })
    const close = dayClose(point, previous(quote.id))
    if (close && !known.has(quote.id, 'daily', close.time)) daily.push({ id: quote.id, ...close })
  }
  return { daily, hourly }
}

function toPoint({ price, marketCap, volume24h, lastUpdated }: Quote): HistoryPoint | null {
  return price === null ? null : { time: lastUpdated, price, marketCap, volume: volume24h }
}

function dayClose(point: HistoryPoint, previous: Quote | null): HistoryPoint | null {
  const midnight = startOfDay(point.time)
  const before = previous ? toPoint(previous) : null
  const candidates = [before, point].filter((one) => one !== null)
  const nearest = candidates.toSorted((a, b) => Math.abs(a.time - midnight) - Math.abs(b.time - midnight))[0]
  if (!nearest || Math.abs(nearest.time - midnight) > CLOSE_TOLERANCE_MS) return null
  return { ...nearest, time: midnight }
}
