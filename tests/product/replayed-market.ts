import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'

/** A row of `/coins/markets` as it goes over the wire. */
export type MarketRow = Record<string, unknown> & { id: string; last_updated: string }
type Points = [time: number, value: number | null][]
export type MarketChart = Record<'prices' | 'market_caps' | 'total_volumes', Points>

const RECORDED = join(PROJECT_ROOT, 'data', 'recorded')
const DAY_MS = 86_400_000

/** The bundled recording with every time moved so that its last one is now. */
export class ReplayedMarket {
  private readonly rows: readonly MarketRow[] = JSON.parse(
    readFileSync(join(RECORDED, 'markets.json'), 'utf8'),
  )
  private readonly newest = Math.max(...this.rows.map((row) => Date.parse(row.last_updated)))

  /** Rows of the coins asked for, in the order of the recording. */
  markets(ids: ReadonlySet<string>, now: number): MarketRow[] {
    const shift = now - this.newest
    return this.rows
      .filter((row) => ids.has(row.id))
      .map((row) => ({ ...row, last_updated: new Date(Date.parse(row.last_updated) + shift).toISOString() }))
  }

  /** A coin's history up to now, or `null` where none was recorded. Moved by whole days, so that midnight stays so. */
  chart(id: string, now: number): MarketChart | null {
    const file = join(RECORDED, 'market-chart', `${id}.json`)
    if (!existsSync(file)) return null
    const chart: MarketChart = JSON.parse(readFileSync(file, 'utf8'))
    const days = Math.round((now - this.newest) / DAY_MS) * DAY_MS
    const moved = (points: Points): Points =>
      points.map(([time, value]): Points[number] => [time + days, value]).filter(([time]) => time <= now)
    return {
      prices: moved(chart.prices),
      market_caps: moved(chart.market_caps),
      total_volumes: moved(chart.total_volumes),
    }
  }
}
