import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { closeAt, startOfDay } from '#lib/core/analytics/daily-closes'
import {
  type HourlyPrices,
  hoursOfShape,
  NO_HOURS,
  priceInHour,
  startOfHour,
} from '#lib/core/analytics/hourly-prices'
import { DAY_MS, HOUR_MS, type SeriesRange, WINDOW_MS } from '#lib/core/market/window'

/** Share of tokens, and of a token's hours, that need prices before a chart is drawn by the hour. */
const HOURLY_SHARE = 0.6

/** The times of a chart and every token's price on them, made once for all of its lines. */
export interface SeriesGrid {
  range: SeriesRange
  /** ms UTC: the window's start, whole steps in between, and `asOf`. */
  times: readonly number[]
  /** Price at each time over the price now, by token id; `null` where it is not known. */
  relativePrices: ReadonlyMap<string, readonly (number | null)[]>
  /** Constituents drawn from the untimed 7-day shape until their own hours reach back to the start. */
  provisional: readonly string[]
}

/** 24 h and 7 d are drawn by the hour where the data allows, everything else by daily closes. Cost: O(times × tokens). */
export function seriesGrid(range: SeriesRange, tokens: readonly BoardToken[], asOf: number): SeriesGrid {
  const start = asOf - WINDOW_MS[range]
  const drawn = new Map(tokens.map((token) => [token.mapped.id, hoursOf(token, start)]))
  const hourly = (range === '24h' || range === '7d') && isHourly(tokens, drawn, { start, asOf })
  const times = hourly
    ? steps(start, asOf, startOfHour(start), HOUR_MS)
    : steps(start, asOf, startOfDay(start), DAY_MS)
  const relative = tokens.map((token): [string, (number | null)[]] => {
    const hours = drawn.get(token.mapped.id)?.hours ?? NO_HOURS
    const daily = token.history?.daily
    return [
      token.mapped.id,
      relativeTo(token.quote?.price ?? null, times, (time) =>
        hourly ? priceInHour(hours, time) : daily ? closeAt(daily, time) : null,
      ),
    ]
  })
  const constituents = hourly
    ? tokens.filter((token) => token.constituent).map((token) => token.mapped.id)
    : []
  const provisional = constituents.filter((id) => drawn.get(id)?.fromShape)
  return { range, times, relativePrices: new Map(relative), provisional }
}

function steps(start: number, asOf: number, first: number, step: number): number[] {
  const times = [start]
  for (let time = first + step; time < asOf; time += step) if (time > start) times.push(time)
  return [...times, asOf]
}

function relativeTo(now: number | null, times: readonly number[], priceAt: (time: number) => number | null) {
  if (now === null) return times.map(() => null)
  return times.map((time) => {
    const price = priceAt(time)
    return price === null ? null : price / now
  })
}

interface DrawnHours {
  hours: HourlyPrices
  fromShape: boolean
}

function hoursOf({ history, quote }: BoardToken, start: number): DrawnHours {
  const own = history?.hourly ?? NO_HOURS
  const reachesBack = own.prices.length > 0 && own.firstHour <= startOfHour(start) + 2 * HOUR_MS
  if (reachesBack || quote === null || quote.sparkline7d.length < 2) return { hours: own, fromShape: false }
  return { hours: hoursOfShape(quote.sparkline7d, quote.lastUpdated), fromShape: true }
}

interface Span {
  /** ms UTC */
  start: number
  asOf: number
}

function isHourly(
  tokens: readonly BoardToken[],
  drawn: ReadonlyMap<string, DrawnHours>,
  span: Span,
): boolean {
  const priced = tokens.filter(
    ({ constituent, quote }) => constituent && quote !== null && quote.price !== null,
  )
  const dense = priced.filter(({ mapped }) => isDense(drawn.get(mapped.id)?.hours ?? NO_HOURS, span))
  return priced.length > 0 && dense.length >= HOURLY_SHARE * priced.length
}

/** Whether most hours between the two times have a price: a few ticks of today do not make an hourly chart. */
function isDense(hours: HourlyPrices, { start, asOf }: Span): boolean {
  let known = 0
  let all = 0
  for (let hour = startOfHour(start) + HOUR_MS; hour < asOf; hour += HOUR_MS) {
    all += 1
    if (priceInHour(hours, hour) !== null) known += 1
  }
  return known >= HOURLY_SHARE * all
}
