import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeAt, dailyCloses } from '#lib/core/analytics/daily-closes'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

const DAY = Date.UTC(2026, 2, 1)
const point = (time: number, price: number) => ({ time, price, marketCap: price * 10, volume: null })

describe('dailyCloses', () => {
  it('drops the live point but keeps the one at 00:00 of today', () => {
    const now = DAY + 2 * DAY_MS + 7 * HOUR_MS
    const closes = dailyCloses(
      [point(DAY, 1), point(DAY + DAY_MS, 2), point(DAY + 2 * DAY_MS, 3), point(now, 99)],
      now,
    )
    expect(closes.prices).toEqual([1, 2, 3])
  })

  it('takes no live point for the close of a day that has not got one yet', () => {
    const now = DAY + DAY_MS + 7 * HOUR_MS
    expect(dailyCloses([point(DAY, 1), point(now, 99)], now).prices).toEqual([1, null])
    expect(dailyCloses([point(DAY, 1), point(now, 99)], now, { until: 'last' }).prices).toEqual([1])
  })

  it('keeps gaps as gaps, trailing ones too', () => {
    const closes = dailyCloses([point(DAY, 1), point(DAY + 2 * DAY_MS, 3)], DAY + 4 * DAY_MS)
    expect(closes.prices).toEqual([1, null, 3, null, null])
    expect(closes.marketCaps).toEqual([10, null, 30, null, null])
  })

  it('takes the earliest point of a UTC date and the later row of equal stamps', () => {
    const points = [point(DAY + HOUR_MS, 5), point(DAY, 1), point(DAY, 2), point(DAY + DAY_MS, 3)]
    expect(dailyCloses(points, DAY + DAY_MS).prices).toEqual([2, 3])
  })

  it('ignores prices that are none', () => {
    const points = [point(DAY, 0), point(DAY, Number.NaN), point(DAY + DAY_MS, 3)]
    expect(dailyCloses(points, DAY + DAY_MS)).toMatchObject({ firstDay: DAY + DAY_MS, prices: [3] })
  })

  it('answers the close of a day and null outside', () => {
    const closes = dailyCloses([point(DAY, 1)], DAY + DAY_MS)
    expect([closeAt(closes, DAY), closeAt(closes, DAY + DAY_MS), closeAt(closes, DAY - DAY_MS)]).toEqual([
      1,
      null,
      null,
    ])
  })

  it('ends at the last close instead of today on request', () => {
    const points = [point(DAY, 1), point(DAY + 2 * DAY_MS, 3)]
    expect(dailyCloses(points, DAY + 4 * DAY_MS, { until: 'last' })).toEqual({
      firstDay: DAY,
      prices: [1, null, 3],
      marketCaps: [10, null, 30],
    })
    expect(dailyCloses([], DAY, { until: 'last' }).prices).toEqual([])
  })

  it('does not depend on the order of points with different stamps', () => {
    const points = fc.uniqueArray(
      fc.record({ offset: fc.integer({ min: 0, max: 900 }), price: fc.integer({ min: 1 }) }),
      {
        selector: ({ offset }) => offset,
      },
    )
    fc.assert(
      fc.property(points, fc.constantFrom('today', 'last'), (raw, until) => {
        const rows = raw.map(({ offset, price }) => point(DAY + offset * HOUR_MS, price))
        const now = DAY + 600 * HOUR_MS
        expect(dailyCloses(rows.toReversed(), now, { until })).toEqual(dailyCloses(rows, now, { until }))
      }),
      MANY_RUNS,
    )
  })

  it('gives valid prices or null on consecutive days, whatever comes in', () => {
    const time = fc.oneof(
      fc.integer({ min: DAY, max: DAY + 40 * DAY_MS }),
      fc.double({ max: -1 }),
      fc.double({ min: 1e13 }),
    )
    const row = fc.record({ time, price: fc.option(fc.double()), marketCap: fc.constant(null) })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { firstDay, prices } = dailyCloses(rows, DAY + 30 * DAY_MS)
        expect(firstDay % DAY_MS).toBe(0)
        for (const price of prices) expect(price === null || (price > 0 && Number.isFinite(price))).toBe(true)
        expect(prices.length === 0 || prices[0] !== null).toBe(true)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a now that is none', () => {
    expect(() => dailyCloses([], Number.NaN)).toThrow(/^dailyCloses requires .*now.* got NaN$/)
  })
})
