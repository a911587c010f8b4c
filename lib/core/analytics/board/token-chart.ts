import { benchmarkSeries } from '#lib/core/analytics/board/benchmark-series'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type BoardToken, boardTokens } from '#lib/core/analytics/board/board-token'
import { type Entity, entityOf } from '#lib/core/analytics/board/entity-closes'
import { entitySeries } from '#lib/core/analytics/board/entity-series'
import { type SeriesGrid, seriesGrid } from '#lib/core/analytics/board/series-grid'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { drawdownSeries } from '#lib/core/analytics/drawdown-series'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { rebaseTogether } from '#lib/core/analytics/rebase-together'
import type { TimedPrice } from '#lib/core/analytics/window-return'
import type { TokenChart } from '#lib/core/contract/token-detail'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import type { HistoryPoint } from '#lib/core/market/price-history'
import { DAY_MS, HOUR_MS, type SeriesRange, WINDOW_MS } from '#lib/core/market/window'

const BITCOIN = 'bitcoin'

type Values = readonly (number | null)[]

export interface TokenChartOptions {
  range: SeriesRange
  /** The token's own history; empty for one that has no numbers. */
  entity: Entity
  /** Primary layer; `null` for a benchmark. */
  layer: string | null
  /** Stored daily points as they came, for the price of a close that looks like a bad tick. */
  dailyPoints: () => readonly HistoryPoint[]
}

/** Lines on one set of times before they are cut to the token's own history. */
interface Lines {
  step: TokenChart['step']
  times: readonly number[]
  price: Values
  layer: Values
  bitcoin: Values
  layerLine: TokenChart['layerLine']
  layerReason: UnknownReason | null
  bitcoinReason: UnknownReason | null
  provisional: boolean
}

/**
 * Price and drawdown of a token with its own layer and Bitcoin on the same times, in USD. 24 h and 7 d go by the hour where
 * the board's own chart does, all else by daily closes; then the running price. Gaps stay gaps; closes that look like
 * bad ticks are left out of the line and named.
 */
export function tokenChart(options: TokenChartOptions, input: BoardInput): TokenChart {
  const { range, entity, layer } = options
  const lines = hourlyLines(options, input) ?? dailyLines(options, input)
  const first = lines.price.findIndex((price) => price !== null)
  const last = lines.price.findLastIndex((price) => price !== null)
  const cut = <T>(values: readonly T[]) => (first === -1 ? [] : values.slice(first, last + 1))
  const times = cut(lines.times)
  const price = cut(lines.price)
  const rebased = rebaseTogether({ token: price, layer: cut(lines.layer), bitcoin: cut(lines.bitcoin) })
  return {
    step: lines.step,
    times,
    price,
    drawdown: drawdownSeries(price),
    rebased: rebased.lines,
    rebasedAt: rebased.at === null ? null : (times[rebased.at] ?? null),
    layerLine: lines.layerLine,
    layerReason: layer === null ? null : (lines.layerReason ?? shortReason(rebased.lines.layer)),
    bitcoinReason: entity.id === BITCOIN ? null : (lines.bitcoinReason ?? shortReason(rebased.lines.bitcoin)),
    suspects: suspects(options, input.market.asOf - WINDOW_MS[range], input),
    provisional: lines.provisional,
    since: entity.closes.length === 0 ? null : entity.firstDay,
    reason: isDrawable(price) ? null : (emptyReason(entity, input) ?? 'too-short'),
  }
}

/** A line needs two points. */
function isDrawable(values: Values): boolean {
  return values.filter((value) => value !== null).length > 1
}

function shortReason(values: Values): UnknownReason | null {
  return isDrawable(values) ? null : 'too-short'
}

/** Why there is no daily close at all; `null` where there is one. */
export function emptyReason({ id, closes }: Entity, { market }: BoardInput): UnknownReason | null {
  if (closes.length > 0) return null
  return market.quotes.has(id) ? 'history-filling' : 'no-price'
}

/** By the hour on the grid of the board's chart, whose hours follow the same rule; `null` where there are none. */
function hourlyLines({ range, entity, layer }: TokenChartOptions, input: BoardInput): Lines | null {
  if ((range !== '24h' && range !== '7d') || entity.closes.length === 0) return null
  const tokens = boardTokens(input)
  const grid = seriesGrid(range, tokens, input.market.asOf)
  const price = hourlyPrice(tokens.find(({ mapped }) => mapped.id === entity.id) ?? null, grid)
  if (price === null) return null
  const bitcoin = tokens.find(({ mapped }) => mapped.id === BITCOIN) ?? null
  const members = tokens.filter((token) => token.constituent && isIn(token, layer))
  const nothing = { values: grid.times.map(() => null), reason: null }
  const overlay = entity.id === BITCOIN ? nothing : benchmarkSeries(bitcoin, grid, input)
  const basket = layer === null ? nothing : entitySeries(members, grid, input)
  return {
    step: 'hour',
    times: grid.times,
    price,
    layer: basket.values,
    bitcoin: overlay.values,
    layerLine: layer === null ? null : 'basket',
    layerReason: basket.reason,
    bitcoinReason: overlay.reason,
    provisional: grid.provisional.includes(entity.id),
  }
}

/** The token's prices on an hourly grid, the running one at its end; `null` where fewer than two hours are known. */
function hourlyPrice(token: BoardToken | null, { times, relativePrices }: SeriesGrid): Values | null {
  const now = token?.quote?.price ?? null
  const isHourly = times.length > 2 && (times[2] as number) - (times[1] as number) === HOUR_MS
  if (token === null || now === null || !isHourly) return null
  const relative = relativePrices.get(token.mapped.id) ?? []
  const price = relative.slice(0, -1).map((value) => (value === null ? null : value * now))
  return isDrawable(price) ? [...price, now] : null
}

function isIn({ mapped: { project } }: BoardToken, layer: string | null): boolean {
  return project?.memberships.some((membership) => membership.layer === layer) ?? false
}

/** Daily closes from the last midnight at or before the start, then the running price of what has one. */
function dailyLines({ range, entity, layer }: TokenChartOptions, input: BoardInput): Lines {
  const { asOf } = input.market
  const days: number[] = []
  for (let day = startOfDay(asOf - WINDOW_MS[range]); day <= asOf; day += DAY_MS) days.push(day)
  const running = runningPoint(entity, input)
  const isNewer = running !== null && running.time > (days.at(-1) as number)
  const times = isNewer ? [...days, running.time] : days
  const closesOf = (line: Entity | null) =>
    times.map((time, at) => {
      if (line === null) return null
      return at < days.length ? closeOf(line, time) : (runningPoint(line, input)?.price ?? null)
    })
  const index = layer === null ? null : entityOf(layer, 'layer', input)
  const bitcoin = entity.id === BITCOIN ? null : entityOf(BITCOIN, 'id', input)
  return {
    step: 'day',
    times,
    price: closesOf(entity),
    layer: closesOf(index),
    bitcoin: closesOf(bitcoin),
    layerLine: layer === null ? null : 'index',
    layerReason: index === null || index.closes.length > 0 ? null : indexReason(index.id, input),
    bitcoinReason: bitcoin === null || bitcoin.closes.length > 0 ? null : 'history-filling',
    provisional: false,
  }
}

function indexReason(id: string, { indices }: BoardInput): UnknownReason {
  return indices.get(id)?.reason ?? 'too-few-constituents'
}

function closeOf({ firstDay, closes }: Entity, day: number): number | null {
  const close = closes[(day - firstDay) / DAY_MS]
  return isValidPrice(close) ? close : null
}

/** Only what has daily history of its own gets a running end; an index has daily levels only. */
function runningPoint({ id, kind, closes }: Entity, { market }: BoardInput): TimedPrice | null {
  if (kind === 'layer' || kind === 'sector' || closes.length === 0) return null
  const quote = market.quotes.get(id)?.quote
  return isValidPrice(quote?.price) ? { time: quote.lastUpdated, price: quote.price } : null
}

function suspects(
  { entity, dailyPoints }: TokenChartOptions,
  start: number,
  { history }: BoardInput,
): TokenChart['suspects'] {
  const times = (history.get(entity.id)?.suspects ?? []).filter((time) => time >= start)
  if (times.length === 0) return []
  const points = dailyPoints()
  return times.flatMap((time) => {
    const point = points.find((one) => one.time === time)
    return point === undefined ? [] : [{ time, price: point.price }]
  })
}
