import type { BasketShare } from '#lib/core/analytics/basket-return'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { layerBasket } from '#lib/core/analytics/board/layer-basket'
import { closeAt, startOfDay } from '#lib/core/analytics/daily-closes'
import {
  type HourlyPrices,
  hoursOfShape,
  NO_HOURS,
  priceInHour,
  startOfHour,
} from '#lib/core/analytics/hourly-prices'
import { rebasedSeries } from '#lib/core/analytics/rebased-series'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import { DAY_MS, HOUR_MS, type SeriesRange, WINDOW_MS } from '#lib/core/market/window'

/** Share of tokens, and of a token's hours, that need prices before a chart is drawn by the hour. */
const HOURLY_SHARE = 0.6

/** The times of a chart, ms UTC: the window's start, whole steps in between, and `asOf`. */
export interface SeriesGrid {
  range: SeriesRange
  hourly: boolean
  /** ms UTC */
  start: number
  times: readonly number[]
}

/** 24 h and 7 d are drawn by the hour where the data allows, everything else by daily closes. */
export function seriesGrid(range: SeriesRange, tokens: readonly BoardToken[], asOf: number): SeriesGrid {
  const start = asOf - WINDOW_MS[range]
  const hourly = (range === '24h' || range === '7d') && hasHours(tokens, start, asOf)
  const step = hourly ? HOUR_MS : DAY_MS
  const first = hourly ? startOfHour(start) : startOfDay(start)
  const times = [start]
  for (let time = first + step; time < asOf; time += step) if (time > start) times.push(time)
  return { range, hourly, start, times: [...times, asOf] }
}

function hasHours(tokens: readonly BoardToken[], start: number, asOf: number): boolean {
  const priced = tokens.filter(
    ({ constituent, quote }) => constituent && quote !== null && quote.price !== null,
  )
  const dense = priced.filter((token) => isDense(hoursOf(token, start).hours, start, asOf))
  return priced.length > 0 && dense.length >= HOURLY_SHARE * priced.length
}

/** Whether most hours between the two times have a price: a few ticks of today do not make an hourly chart. */
function isDense(hours: HourlyPrices, start: number, asOf: number): boolean {
  let known = 0
  let all = 0
  for (let hour = startOfHour(start) + HOUR_MS; hour < asOf; hour += HOUR_MS) {
    all += 1
    if (priceInHour(hours, hour) !== null) known += 1
  }
  return known >= HOURLY_SHARE * all
}

interface DrawnHours {
  hours: HourlyPrices
  /** Drawn from the untimed 7-day shape, which stands in until the token's own hours reach back to the start. */
  provisional: boolean
}

function hoursOf({ history, quote }: BoardToken, start: number): DrawnHours {
  const own = history?.hourly ?? NO_HOURS
  const reachesBack = own.prices.length > 0 && own.firstHour <= startOfHour(start) + 2 * HOUR_MS
  if (reachesBack || quote === null || quote.sparkline7d.length < 2) return { hours: own, provisional: false }
  return { hours: hoursOfShape(quote.sparkline7d, quote.lastUpdated), provisional: true }
}

/** Whether a token is drawn from its untimed shape on this grid. */
export function isProvisional(token: BoardToken, grid: SeriesGrid): boolean {
  return grid.hourly && hoursOf(token, grid.start).provisional
}

export interface EntitySeries {
  values: (number | null)[]
  reason: UnknownReason | null
}

/** One basket on the grid, rebased to 100; all `null` with a reason where its return is not published. */
export function entitySeries(
  tokens: readonly BoardToken[],
  grid: SeriesGrid,
  input: BoardInput,
): EntitySeries {
  const { basket } = layerBasket(tokens, grid.range, input.weighting)
  if (basket === null) return { values: grid.times.map(() => null), reason: 'low-coverage' }
  const ratioOf = priceRatios(tokens, grid)
  return { values: rebasedSeries(basket.shares, grid.times, ratioOf), reason: null }
}

/** Price of a token at a grid time over its base price at the window's start, or `null`. */
function priceRatios(tokens: readonly BoardToken[], grid: SeriesGrid) {
  const readers = new Map(
    tokens.map((token) => {
      const { hours } = hoursOf(token, grid.start)
      const daily = token.history?.daily
      const priceAt = (time: number) =>
        grid.hourly ? priceInHour(hours, time) : daily ? closeAt(daily, time) : null
      return [token.mapped.id, { priceAt, now: token.quote?.price ?? null }]
    }),
  )
  return (share: BasketShare, time: number): number | null => {
    const reader = readers.get(share.id)
    const price = reader?.priceAt(time) ?? null
    if (!reader || price === null || reader.now === null) return null
    return price / (reader.now / (1 + share.return))
  }
}

/** The 7-day line of a band, rebased to 1; empty when unknown. */
export function weekLine(tokens: readonly BoardToken[], input: BoardInput): (number | null)[] {
  const grid = seriesGrid('7d', tokens, input.market.asOf)
  const { values, reason } = entitySeries(tokens, grid, input)
  return reason === null ? values.map((value) => (value === null ? null : value / 100)) : []
}
