import type { z } from 'zod'
import type { HistoryKind, HistoryPoint, PriceHistory } from '#lib/core/market/price-history'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { type MarketChartBody, UsdMarketCap, UsdPrice, UsdVolume } from '#lib/server/upstream/schemas'

export interface MarketChartAnswer {
  id: string
  kind: HistoryKind
  body: MarketChartBody
  /** ms UTC */
  now: number
}

type Column = Map<number, number>

/** `[ms, value]` rows by time: invalid ones are dropped, of equal times the later row (a revision) wins. */
function readColumn(rows: readonly unknown[] | undefined, schema: z.ZodType<number | null>): Column {
  const column: Column = new Map()
  for (const row of rows ?? []) {
    if (!Array.isArray(row)) continue
    const time: unknown = row[0]
    if (typeof time !== 'number' || !Number.isSafeInteger(time) || time < 0) continue
    const value = schema.safeParse(row[1])
    // Adding 0 turns -0 into 0.
    if (value.success && value.data !== null) column.set(time, value.data + 0)
  }
  return column
}

function readPoints(body: MarketChartBody): HistoryPoint[] {
  const marketCaps = readColumn(body.market_caps, UsdMarketCap)
  const volumes = readColumn(body.total_volumes, UsdVolume)
  return [...readColumn(body.prices, UsdPrice)]
    .map(([time, price]) => ({
      time,
      price,
      marketCap: marketCaps.get(time) ?? null,
      volume: volumes.get(time) ?? null,
    }))
    .sort((a, b) => a.time - b.time)
}

const startOf = (time: number, periodMs: number) => time - (time % periodMs)

/** The first point of each period; `points` ascend. */
function firstOfEach(periodMs: number, points: readonly HistoryPoint[]): HistoryPoint[] {
  return points.filter((point, index) => {
    const previous = points[index - 1]
    return previous === undefined || startOf(previous.time, periodMs) !== startOf(point.time, periodMs)
  })
}

function toDailyCloses(points: readonly HistoryPoint[], now: number): HistoryPoint[] {
  // Everything later today is the running price, not a close.
  const completed = points.filter(({ time }) => time <= startOf(now, DAY_MS))
  return firstOfEach(DAY_MS, completed).map((point) => ({ ...point, time: startOf(point.time, DAY_MS) }))
}

/**
 * A `market_chart` answer as a clean series, ascending, gaps left as gaps. `daily`: the earliest
 * point of each UTC date, stamped 00:00, no running point; `hourly`: the first point inside each UTC clock hour with its own stamp, none after `now`.
 * Market cap and volume are joined by exact time.
 */
export function toPriceHistory({ id, kind, body, now }: MarketChartAnswer): PriceHistory {
  const points = readPoints(body)
  if (kind === 'daily') return { id, kind, points: toDailyCloses(points, now) }
  return {
    id,
    kind,
    points: firstOfEach(
      HOUR_MS,
      points.filter(({ time }) => time <= now),
    ),
  }
}
