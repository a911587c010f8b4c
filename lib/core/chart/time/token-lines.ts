import type { ChartColumn, ChartTable } from '#lib/core/chart/chart-table'
import { layerHue, NEUTRAL_HUE } from '#lib/core/chart/layer-hue'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatUtcDate, formatUtcDateTime } from '#lib/core/format/format-time'
import { DAY_MS } from '#lib/core/market/window'

export interface TokenLayer {
  name: string
  rank: number
}

/** The price of a token as a line of its own, USD. */
export function priceLine({ chart, token }: TokenDetail): ChartLine {
  return {
    key: 'price',
    name: token.name,
    kind: 'token',
    hue: NEUTRAL_HUE,
    values: chart.price,
    reason: chart.reason,
  }
}

/** How far below its high of the range; its name says so. */
export function drawdownLine({ chart }: TokenDetail): ChartLine {
  return {
    key: 'drawdown',
    name: 'Below its high',
    kind: 'token',
    hue: NEUTRAL_HUE,
    values: chart.drawdown,
    reason: chart.reason,
  }
}

/** The token with its own layer and Bitcoin, each 100 at the same time. A token without a layer has no such line. */
export function rebasedLines({ chart, token }: TokenDetail, layer: TokenLayer | null): ChartLine[] {
  const { rebased, layerReason, bitcoinReason, reason } = chart
  const meets = chart.rebasedAt === null ? ('gap' as const) : null
  const own: ChartLine = {
    key: 'token',
    name: token.name,
    kind: 'token',
    hue: NEUTRAL_HUE,
    values: rebased.token,
    reason: reason ?? meets,
  }
  const lines = [own]
  if (layer !== null) {
    const { name, rank } = layer
    const why = layerReason ?? meets
    lines.push({ key: 'layer', name, kind: 'layer', hue: layerHue(rank), values: rebased.layer, reason: why })
  }
  if (token.id !== 'bitcoin') {
    const line = { key: 'bitcoin', name: 'Bitcoin', kind: 'benchmark', hue: NEUTRAL_HUE } as const
    lines.push({ ...line, values: rebased.bitcoin, reason: bitcoinReason ?? meets })
  }
  return lines
}

/** Every number of the price chart, newest first, whatever of it is drawn; a suspect close stands beside the line. */
export function tokenChartTable(detail: TokenDetail, layer: TokenLayer | null): ChartTable {
  const { chart } = detail
  const isDaily = chart.times.every((time) => time % DAY_MS === 0)
  const label = isDaily ? formatUtcDate : formatUtcDateTime
  const suspects = new Map(chart.suspects.map(({ time, price }) => [time, price]))
  const levels = rebasedLines(detail, layer)
  const columns: ChartColumn[] = [
    { key: 'price', text: 'Price, USD', csv: 'price_usd', unit: 'price' },
    { key: 'drawdown', text: 'Below its high', csv: 'drawdown_pct', unit: 'percent' },
    ...levels.map(({ key, name }): ChartColumn => {
      return { key, text: `${name}, rebased`, csv: `${key}_rebased_level`, unit: 'level' }
    }),
    ...(suspects.size === 0 ? [] : [SUSPECT_COLUMN]),
  ]
  const rows = chart.times.map((time, at) => {
    const iso = new Date(time).toISOString()
    const values = [chart.price, chart.drawdown, ...levels.map((line) => line.values)]
    const shown = values.map((line) => line[at] ?? null)
    const suspect = suspects.size === 0 ? [] : [suspects.get(time) ?? null]
    return { key: iso, text: label(iso), csv: iso, values: [...shown, ...suspect] }
  })
  return {
    head: { text: isDaily ? 'Date, 00:00 UTC' : 'Time', csv: 'time_utc' },
    columns,
    rows: rows.reverse(),
  }
}

const SUSPECT_COLUMN: ChartColumn = {
  key: 'suspect',
  text: 'Suspect close, USD',
  csv: 'suspect_close_usd',
  unit: 'price',
}
