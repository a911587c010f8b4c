import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { chartFileName } from '#lib/core/chart/chart-file-name'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { timeTable } from '#lib/core/chart/time/time-table'
import { chartCsv } from '#lib/core/csv/chart-csv'

const DAY = Date.UTC(2025, 3, 23)
const line = (key: string, values: (number | null)[]): ChartLine => ({
  key,
  name: key,
  kind: 'token',
  hue: 5,
  values,
  reason: null,
})

describe('timeTable', () => {
  const lines = [line('akash-network', [0.07, null]), line('=io', [0.5, 0.123456789])]
  const table = timeTable([DAY, DAY + 86_400_000], lines, 'volatility')

  it('runs from the newest and keeps unknown unknown', () => {
    expect(table.rows.map(({ text, values }) => [text, values])).toEqual([
      ['24 April 2025', [null, 0.123456789]],
      ['23 April 2025', [0.07, 0.5]],
    ])
  })

  it('prints a time where the steps are not days', () => {
    expect(timeTable([DAY + 3_600_000], [], 'level').rows[0]?.text).toBe('23 Apr 2025, 01:00 UTC')
  })

  it('becomes a CSV with every digit, empty for unknown, heads that every reader takes', () => {
    const source = {
      asOf: '2025-04-24T06:15:00Z',
      source: 'recorded',
      attribution: 'Powered by CoinGecko',
    } as const
    const rows: string[][] = parse(chartCsv(table, source), { bom: true })
    expect(rows[0]).toEqual([
      'as_of_utc',
      'source',
      'time_utc',
      'akash_network_ann_pct',
      '_io_ann_pct',
      'attribution',
    ])
    expect(rows[1]?.slice(2, 5)).toEqual(['2025-04-24T00:00:00.000Z', '', '12.3456789'])
    expect(rows[2]?.slice(3, 5)).toEqual(['7', '50'])
  })
})

describe('chartFileName', () => {
  it('is made of plain ASCII, whatever the title holds', () => {
    expect(chartFileName('30-day volatility, annualised % — "TAO"', '2025-04-24T06:15:12.5Z', 'png')).toBe(
      'strata-30-day-volatility-annualised-tao_20250424T061512Z.png',
    )
  })
})
