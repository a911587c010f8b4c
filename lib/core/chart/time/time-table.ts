import type { ChartTable } from '#lib/core/chart/chart-table'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { formatUtcDate, formatUtcDateTime } from '#lib/core/format/format-time'
import type { Unit } from '#lib/core/format/format-unit'
import { DAY_MS } from '#lib/core/market/window'

const SUFFIX: Partial<Readonly<Record<Unit, string>>> = {
  percent: '_pct',
  volatility: '_ann_pct',
  share: '_pct',
  points: '_pp',
  level: '_level',
  price: '_usd',
}

/** The table twin of lines over time, newest first. Times that all stand on 00:00 UTC are printed as dates. */
export function timeTable(times: readonly number[], lines: readonly ChartLine[], unit: Unit): ChartTable {
  const isDaily = times.every((time) => time % DAY_MS === 0)
  const label = isDaily ? formatUtcDate : formatUtcDateTime
  return {
    head: { text: isDaily ? 'Date, 00:00 UTC' : 'Time', csv: 'time_utc' },
    columns: lines.map(({ key, name }) => ({ key, text: name, csv: columnName(key, unit), unit })),
    rows: times
      .map((time, at) => {
        const iso = new Date(time).toISOString()
        return { key: iso, text: label(iso), csv: iso, values: lines.map(({ values }) => values[at] ?? null) }
      })
      .reverse(),
  }
}

/** 'akash_network_level' of 'akash-network': a head that every spreadsheet and data frame takes. */
function columnName(key: string, unit: Unit): string {
  return `${key.toLowerCase().replace(/[^a-z0-9]+/g, '_')}${SUFFIX[unit] ?? ''}`
}
