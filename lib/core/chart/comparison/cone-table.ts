import type { ChartColumn, ChartTable } from '#lib/core/chart/chart-table'
import type { ConeRow } from '#lib/core/contract/volatility'

const QUANTILES = ['min', 'p10', 'p25', 'p50', 'p75', 'p90', 'max', 'current'] as const

const WORDS: Readonly<Record<(typeof QUANTILES)[number], string>> = {
  min: 'Lowest',
  p10: '10th pct',
  p25: '25th pct',
  p50: 'Median',
  p75: '75th pct',
  p90: '90th pct',
  max: 'Highest',
  current: 'Today',
}

const COLUMNS: readonly ChartColumn[] = [
  ...QUANTILES.map((key): ChartColumn => {
    return { key, text: WORDS[key], csv: `${key}_ann_pct`, unit: 'volatility' }
  }),
  { key: 'independent', text: 'Independent windows', csv: 'independent_windows', unit: 'count' },
  { key: 'count', text: 'All windows', csv: 'windows', unit: 'count' },
]

/** The table twin of a volatility cone: one row per horizon, shortest first. */
export function coneTable(cone: readonly ConeRow[]): ChartTable {
  return {
    head: { text: 'Horizon', csv: 'horizon_days' },
    columns: COLUMNS,
    rows: cone.map((row) => ({
      key: String(row.horizon),
      text: `${row.horizon} days`,
      csv: String(row.horizon),
      values: [...QUANTILES.map((key) => row[key]), row.independent, row.count],
    })),
  }
}
