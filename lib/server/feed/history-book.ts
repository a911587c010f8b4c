import type { TokenHistory, TokenRisk } from '#lib/core/analytics/board/board-input'
import { type CleanedCloses, cleanedCloses, type UnitChange } from '#lib/core/analytics/cleaned-closes'
import { dailyCloses, startOfDay } from '#lib/core/analytics/daily-closes'
import { hourlyPrices, startOfHour } from '#lib/core/analytics/hourly-prices'
import { dailyVolatility, headlineVolatility, weekOfHoursVolatility } from '#lib/core/analytics/realised-risk'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'

type Points = Map<number, HistoryPoint>

/** What cleaning must know beyond a token's own points. */
export interface Cleaning {
  /** Other tokens of its layer. */
  peersOf(id: string): readonly string[]
  /** Changes of the unit its price is of. */
  changesOf(id: string): readonly UnitChange[]
}

const NO_CLEANING: Cleaning = { peersOf: () => [], changesOf: () => [] }

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
  private readonly cleaning: Cleaning
  private readonly dailyRisk = new Map<string, { key: string; value: DailyRisk }>()
  private readonly hourlyRisk = new Map<string, { key: string; value: HourlyRisk }>()
  private readonly versions = new Map<string, number>()
  private cached: { key: string; view: ReadonlyMap<string, TokenHistory> } | null = null

  constructor(cleaning: Cleaning = NO_CLEANING) {
    this.cleaning = cleaning
  }

  /** Adds points; an upstream point replaces the one of the same slot, a tick never does. */
  add(id: string, kind: HistoryKind, points: readonly HistoryPoint[], source: 'upstream' | 'tick'): void {
    const book = this.books.get(id) ?? { daily: new Map(), hourly: new Map() }
    this.books.set(id, book)
    let isChanged = false
    for (const point of points) {
      const slot = slotOf(kind, point.time)
      if (source === 'tick' && book[kind].has(slot)) continue
      book[kind].set(slot, point)
      isChanged = true
    }
    if (!isChanged) return
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

  /** Every token's points of each kind. */
  *series(): Iterable<{ id: string; kind: HistoryKind; points: readonly HistoryPoint[] }> {
    for (const [id, book] of this.books)
      for (const kind of ['daily', 'hourly'] as const) yield { id, kind, points: [...book[kind].values()] }
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

  private dailyRiskOf(id: string, book: TokenBook, now: number): DailyRisk {
    const peers = () =>
      this.cleaning
        .peersOf(id)
        .map((peer) => dailyCloses([...(this.books.get(peer)?.daily.values() ?? [])], now))
    const cleaned = cleanedCloses(
      dailyCloses([...book.daily.values()], now),
      this.cleaning.changesOf(id),
      peers,
    )
    return { ...cleaned, risk: dailyRisk(cleaned.closes.prices) }
  }

  private tokenHistory(id: string, book: TokenBook, now: number): TokenHistory {
    const daily = remembered(
      this.dailyRisk,
      id,
      `${this.versions.get(`daily:${id}`)}|${startOfDay(now)}`,
      () => this.dailyRiskOf(id, book, now),
    )
    const hourly = remembered(
      this.hourlyRisk,
      id,
      `${this.versions.get(`hourly:${id}`)}|${startOfHour(now)}`,
      () => hourlyRisk(book.hourly, now),
    )
    return {
      daily: daily.closes,
      suspects: daily.suspects,
      hourly: hourly.hours,
      risk: { ...daily.risk, volatility7dHourly: hourly.volatility7dHourly },
    }
  }
}

interface DailyRisk extends CleanedCloses {
  risk: Omit<TokenRisk, 'volatility7dHourly'>
}
type HourlyRisk = ReturnType<typeof hourlyRisk>

function dailyRisk(prices: readonly (number | null)[]): DailyRisk['risk'] {
  return {
    headline: headlineVolatility(prices),
    volatility7d: dailyVolatility(prices, 7),
    volatility90d: dailyVolatility(prices, 90),
  }
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
