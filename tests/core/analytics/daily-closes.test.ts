import { describe, expect, it } from 'vitest'
import { closeAt, dailyCloses } from '#lib/core/analytics/daily-closes'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'

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
})
