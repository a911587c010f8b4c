import { describe, expect, it } from 'vitest'
import { closeToCloseVolatility } from '#lib/core/analytics/close-to-close-volatility'
import { rawDailyVolatility } from '#lib/core/analytics/raw-daily-volatility'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'

const DAY = Date.UTC(2026, 2, 1)
const MONTH = { window: 30, periodsPerYear: 365 }
const closes = Array.from({ length: 31 }, (_, at) => 100 * 1.1 ** (at % 3))
const rows = closes.map((price, at) => ({ time: DAY + at * DAY_MS, price, marketCap: null }))
const LAST = DAY + 30 * DAY_MS
const live = { time: LAST + 7 * HOUR_MS, price: 9999, marketCap: null }

describe('rawDailyVolatility', () => {
  it('is the volatility of the closes, without the live point', () => {
    expect(rawDailyVolatility([...rows, live], live.time, MONTH)).toEqual({
      ...closeToCloseVolatility(closes, MONTH),
      lastDay: LAST,
    })
  })

  it('ends at the last close it has, so that a late answer does not shorten its window', () => {
    expect(rawDailyVolatility(rows, LAST + 5 * DAY_MS, MONTH)).toMatchObject({ n: 30, lastDay: LAST })
  })

  it('drops the returns that touch a missing day and bridges none', () => {
    const gappy = rows.filter((_, at) => at !== 10)
    expect(rawDailyVolatility(gappy, LAST, MONTH)).toMatchObject({ n: 28, reason: null })
    expect(rawDailyVolatility(gappy, LAST, { ...MONTH, minReturns: 29 })).toMatchObject({
      value: null,
      n: 28,
    })
  })

  it('is unknown without a point', () => {
    expect(rawDailyVolatility([], LAST, MONTH)).toMatchObject({ value: null, n: 0, lastDay: null })
  })
})
