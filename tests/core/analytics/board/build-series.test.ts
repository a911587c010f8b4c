import { describe, expect, it } from 'vitest'
import type { BoardInput, TokenHistory } from '#lib/core/analytics/board/board-input'
import { buildSeries } from '#lib/core/analytics/board/build-series'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { boardFixture, coin, NOW, stackFixture } from '../../../helpers/board-fixture.ts'
import { NO_RISK } from '../../../helpers/no-risk.ts'

const IDS = ['one', 'two', 'three']
const STACK = stackFixture(IDS.map((id) => ({ id })))
const WEEK = 168

const hourly = (from: number, prices: (number | null)[]): TokenHistory => ({
  daily: { firstDay: NOW, prices: [], marketCaps: [] },
  suspects: [],
  hourly: { firstHour: from, prices },
  risk: NO_RISK,
})
const shape = Array.from({ length: WEEK }, (_, at) => 9 + at / WEEK)
const board = (overrides: Partial<BoardInput>, sparkline7d: number[] = []) =>
  boardFixture(
    STACK,
    IDS.map((id) => coin(id, 100, 0.25, { sparkline7d })),
    overrides,
  )
const historyOf = (history: TokenHistory) => new Map(IDS.map((id) => [id, history]))

describe('buildSeries', () => {
  it('draws by the hour from timed history, from 100 to the printed return', () => {
    const prices = Array.from({ length: 30 }, (_, at) => 8 + at / 20)
    const series = buildSeries(board({ history: historyOf(hourly(NOW - 29 * HOUR_MS, prices)) }), '24h')
    const values = series.series.lower ?? []
    expect(series.times).toHaveLength(25)
    expect(series.provisional).toEqual([])
    expect([values[0], values.at(-1)]).toEqual([100, 125])
    expect(values[1]).toBeCloseTo((100 * (8 + 6 / 20)) / 8, 9)
  })

  it('stands in with the untimed shape while history fills, and names the tokens drawn so', () => {
    const series = buildSeries(board({}, shape), '24h')
    expect(series.provisional).toEqual(IDS)
    expect(series.series.lower?.every((value) => value !== null)).toBe(true)
  })

  it('goes back to daily closes where a few ticks of today are all there is', () => {
    const ticks = hourly(NOW - 100 * HOUR_MS, [...new Array(98).fill(null), 9, 9.5])
    const midnight = Math.floor(NOW / DAY_MS) * DAY_MS
    const daily = {
      firstDay: midnight - 10 * DAY_MS,
      prices: new Array(11).fill(8),
      marketCaps: new Array(11).fill(1),
    }
    const series = buildSeries(board({ history: historyOf({ ...ticks, daily }) }), '24h')
    expect(series.times).toEqual([NOW - DAY_MS, midnight, NOW])
    expect(series.series.lower).toEqual([100, 100, 125])
  })

  it('leaves a gap where too little of a basket has a price, and drops a step at which nothing is known', () => {
    const stack = stackFixture([{ id: 'one' }, { id: 'two', layers: ['upper'] }])
    const gappy: (number | null)[] = new Array(26).fill(8)
    gappy[10] = null
    gappy[12] = null
    const other = [...new Array(12).fill(8), null, ...new Array(13).fill(8)]
    const history = new Map([
      ['one', hourly(NOW - 25 * HOUR_MS, gappy)],
      ['two', hourly(NOW - 25 * HOUR_MS, other)],
    ])
    const quotes = ['one', 'two'].map((id) => coin(id, 100, 0.25))
    const { times, series } = buildSeries(boardFixture(stack, quotes, { history }), '24h')
    expect(times).toHaveLength(24)
    expect(times).not.toContain(NOW - 13 * HOUR_MS)
    expect(series.lower?.filter((value) => value === null)).toHaveLength(1)
    expect(series.upper?.every((value) => value !== null)).toBe(true)
  })

  it('says why a series is unknown', () => {
    const series = buildSeries(board({}), '1y')
    expect(series.reasons).toMatchObject({
      lower: 'low-coverage',
      sector: 'low-coverage',
      bitcoin: 'no-price',
    })
    expect(series.series.lower?.every((value) => value === null)).toBe(true)
  })
})
