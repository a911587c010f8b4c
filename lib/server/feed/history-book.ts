import type { TokenHistory } from '#lib/core/analytics/board/board-input'
import { dailyCloses, startOfDay } from '#lib/core/analytics/daily-closes'
import { hourlyPrices, startOfHour } from '#lib/core/analytics/hourly-prices'
import { dailyVolatility, headlineVolatility, weekOfHoursVolatility } from '#lib/core/analytics/realised-risk'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'

type Points = Map<number, HistoryPoint>

interface TokenBook {
  daily: Points
  hourly: Points
}

/**
 * USD history in memory, with the statistics that rest on it. What did not change is not computed again: daily risk is
 * kept until a close changes or the UTC day does, hourly until the hour does.
 */
export class HistoryBook {
  /** Grows whenever a daily close changes; index volatility depends on nothing else. */
  dailyVersion = 0
  private version = 0
  private readonly books = new Map<string, TokenBook>()
  private readonly dailyRisk = new Map<string, { key: string; value: DailyRisk }>()
  private readonly hourlyRisk = new Map<string, { key: string; value: HourlyRisk }>()
  private readonly versions = new Map<string, number>()
  private cached: { key: string; view: ReadonlyMap<string, TokenHistory> } | null = null

  /** Adds points; an upstream point replaces the one of the same slot, a tick never does. */
  add(id: string, kind: HistoryKind, points: readonly HistoryPoint[], source: 'upstream' | 'tick'): void {
    const book = this.books.get(id) ?? { daily: new Map(), hourly: new Map() }
    this.books.set(id, book)
    for (const point of points) {
      const slot = slotOf(kind, point.time)
      if (source === 'tick' && book[kind].has(slot)) continue
      book[kind].set(slot, point)
    }
    if (points.length === 0) return
    this.version += 1
    this.versions.set(`${kind}:${id}`, this.version)
    if (kind === 'daily') this.dailyVersion += 1
  }

  has(id: string, kind: HistoryKind, slot: number): boolean {
    return this.books.get(id)?.[kind].has(slot) ?? false
  }

  /** A token's points, ascending. */
  points(id: string, kind: HistoryKind): readonly HistoryPoint[] {
    const points = this.books.get(id)?.[kind].values()
    return points ? [...points].toSorted((a, b) => a.time - b.time) : []
  }

  /** Drops what is older than the cut-off, ms UTC. */
  prune(kind: HistoryKind, before: number): void {
    for (const [id, book] of this.books) {
      for (const slot of book[kind].keys()) {
        if (slot >= before) continue
        book[kind].delete(slot)
        this.version += 1
        this.versions.set(`${kind}:${id}`, this.version)
      }
    }
  }

  /** Every token's closes, hours and risk as of `now`. */
  view(now: number): ReadonlyMap<string, TokenHistory> {
    const key = `${this.version}|${startOfHour(now)}`
    if (this.cached?.key !== key) {
      const view = new Map([...this.books].map(([id, book]) => [id, this.tokenHistory(id, book, now)]))
      this.cached = { key, view }
    }
    return this.cached.view
  }

  private tokenHistory(id: string, book: TokenBook, now: number): TokenHistory {
    const daily = remembered(
      this.dailyRisk,
      id,
      `${this.versions.get(`daily:${id}`)}|${startOfDay(now)}`,
      () => dailyRisk(book.daily, now),
    )
    const hourly = remembered(
      this.hourlyRisk,
      id,
      `${this.versions.get(`hourly:${id}`)}|${startOfHour(now)}`,
      () => hourlyRisk(book.hourly, now),
    )
    return {
      daily: daily.closes,
      hourly: hourly.hours,
      risk: { ...daily.risk, volatility7dHourly: hourly.volatility7dHourly },
    }
  }
}

type DailyRisk = ReturnType<typeof dailyRisk>
type HourlyRisk = ReturnType<typeof hourlyRisk>

function dailyRisk(points: Points, now: number) {
  const closes = dailyCloses([...points.values()], now)
  const risk = {
    headline: headlineVolatility(closes.prices),
    volatility7d: dailyVolatility(closes.prices, 7),
    volatility90d: dailyVolatility(closes.prices, 90),
  }
  return { closes, risk }
}

function hourlyRisk(points: Points, now: number) {
  const hours = hourlyPrices([...points.values()], now)
  return { hours, volatility7dHourly: weekOfHoursVolatility(hours) }
}

function slotOf(kind: HistoryKind, time: number): number {
  return kind === 'daily' ? startOfDay(time) : startOfHour(time)
}

function remembered<T>(
  memory: Map<string, { key: string; value: T }>,
  id: string,
  key: string,
  compute: () => T,
): T {
  const kept = memory.get(id)
  if (kept?.key === key) return kept.value
  const value = compute()
  memory.set(id, { key, value })
  return value
}
