import { describe, expect, it } from 'vitest'
import { drawdownLine, priceLine, rebasedLines, tokenChartTable } from '#lib/core/chart/time/token-lines'
import { chartCsv } from '#lib/core/csv/chart-csv'
import { FIRST_DAY, tokenDetailFixture } from '../../../helpers/token-detail-fixture.ts'

const DAY_MS = 86_400_000
const detail = tokenDetailFixture()
const layer = { name: 'Middleware', rank: 2 }

describe('the lines of a token', () => {
  it('are the numbers of the answer, gaps and all', () => {
    expect(priceLine(detail)).toMatchObject({ values: [2, 4, null, 3], reason: null, kind: 'token' })
    expect(drawdownLine(detail).values).toBe(detail.chart.drawdown)
    const [own, middle, bitcoin] = rebasedLines(detail, layer)
    expect(own).toMatchObject({ key: 'token', values: [50, 100, null, 75], reason: null })
    expect(middle).toMatchObject({ key: 'layer', name: 'Middleware', hue: 2, reason: null })
    expect(bitcoin).toMatchObject({ key: 'bitcoin', reason: 'history-filling' })
  })

  it('have no layer for a benchmark and no Bitcoin for Bitcoin', () => {
    const bitcoin = { ...detail, token: { ...detail.token, id: 'bitcoin' } }
    expect(rebasedLines(bitcoin, null).map(({ key }) => key)).toEqual(['token'])
  })

  it('cannot be compared where they never meet', () => {
    const apart = { ...detail, chart: { ...detail.chart, rebasedAt: null } }
    expect(rebasedLines(apart, layer).map(({ reason }) => reason)).toEqual(['gap', 'gap', 'history-filling'])
  })
})

describe('tokenChartTable', () => {
  it('has every number of the chart, newest first, unknown as null', () => {
    const table = tokenChartTable(detail, layer)
    expect(table.head).toEqual({ text: 'Date, 00:00 UTC', csv: 'time_utc' })
    expect(table.columns.map(({ csv }) => csv)).toEqual([
      'price_usd',
      'drawdown_pct',
      'token_rebased_level',
      'layer_rebased_level',
      'bitcoin_rebased_level',
    ])
    expect(table.rows.map(({ text }) => text)[0]).toBe('21 November 2026')
    expect(table.rows.map(({ values }) => values)).toEqual([
      [3, -0.25, 75, 120, null],
      [null, null, null, 110, null],
      [4, 0, 100, 100, null],
      [2, 0, 50, null, null],
    ])
  })

  it('writes percent columns times 100 and leaves unknown cells empty', () => {
    const source = { asOf: detail.asOf, source: detail.source, attribution: 'Powered by CoinGecko' }
    const [, newest, gap] = chartCsv(tokenChartTable(detail, layer), source).split('\r\n')
    expect(newest).toContain('2026-11-21T00:00:00.000Z,3,-25,75,120,,')
    expect(gap).toContain('2026-11-20T00:00:00.000Z,,,,110,,')
  })

  it('puts a close that looks like a bad tick into a column of its own', () => {
    const suspects = [{ time: FIRST_DAY + 2 * DAY_MS, price: 99 }]
    const table = tokenChartTable({ ...detail, chart: { ...detail.chart, suspects } }, layer)
    expect(table.columns.at(-1)).toMatchObject({ csv: 'suspect_close_usd', unit: 'price' })
    expect(table.rows[1]?.values).toEqual([null, null, null, 110, null, 99])
    expect(table.rows[0]?.values.at(-1)).toBeNull()
  })

  it('prints times where there are hours', () => {
    const times = detail.chart.times.map((time) => time + 3_600_000)
    const table = tokenChartTable({ ...detail, chart: { ...detail.chart, times } }, layer)
    expect(table.head.text).toBe('Time')
    expect(table.rows[0]?.text).toBe('21 Nov 2026, 01:00 UTC')
  })
})
