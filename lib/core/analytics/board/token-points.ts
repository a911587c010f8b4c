import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { TokenHistoryAnswer } from '#lib/core/contract/token-history'
import type { HistoryRange } from '#lib/core/contract/vocabulary'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'

type Point = TokenHistoryAnswer['points'][number]

const RANGE_MS: Readonly<Record<HistoryRange, number>> = {
  '1d': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '1y': 365 * DAY_MS,
}
/** A stretch this much longer than the step is a gap: hourly stamps jitter by minutes. */
const GAP_FACTOR = 1.75

export interface TokenPointsOptions {
  id: string
  range: HistoryRange
  /** Stored points of a kind, ascending. */
  pointsOf: (kind: HistoryKind) => readonly HistoryPoint[]
}

/**
 * A token's stored USD points over a range: hourly for 1 and 7 days where there are any, daily closes beyond, then the
 * running price. Gaps are named, not bridged.
 */
export function tokenPoints(
  { id, range, pointsOf }: TokenPointsOptions,
  input: BoardInput,
): TokenHistoryAnswer {
  const start = input.now - RANGE_MS[range]
  const hourly = range === '1d' || range === '7d' ? within(pointsOf('hourly'), start, input.now) : []
  const kind: HistoryKind = hourly.length > 1 ? 'hourly' : 'daily'
  const stored = kind === 'hourly' ? hourly : within(pointsOf('daily'), start, input.now)
  const points = stored.map(({ time, price, marketCap, volume }): Point => [time, price, marketCap, volume])
  return {
    id,
    currency: 'usd',
    range,
    source: input.status === 'recorded' ? 'recorded' : 'live',
    points: [...points, ...runningPoint(id, points.at(-1)?.[0], input)],
    gaps: gapsIn(points, kind === 'hourly' ? HOUR_MS : DAY_MS),
    suspects: suspectTimes(id, start, input),
  }
}

function within(points: readonly HistoryPoint[], start: number, end: number): HistoryPoint[] {
  return points.filter(({ time }) => time >= start && time <= end)
}

function runningPoint(id: string, lastTime: number | undefined, { usdQuotes }: BoardInput): Point[] {
  const quote = usdQuotes?.get(id)?.quote
  if (!quote || quote.price === null) return []
  if (lastTime !== undefined && quote.lastUpdated <= lastTime) return []
  return [[quote.lastUpdated, quote.price, quote.marketCap, quote.volume24h]]
}

function gapsIn(points: readonly Point[], step: number): TokenHistoryAnswer['gaps'] {
  return points.flatMap(([time], at) => {
    const before = points[at - 1]?.[0]
    if (before === undefined || time - before <= GAP_FACTOR * step) return []
    return [{ from: before + step, to: time - step }]
  })
}

function suspectTimes(id: string, start: number, { history }: BoardInput): number[] {
  return history.get(id)?.suspects.filter((time) => time >= start) ?? []
}
