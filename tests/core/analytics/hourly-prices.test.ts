import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourlyPrices, hoursOfShape, priceInHour } from '#lib/core/analytics/hourly-prices'
import { HOUR_MS } from '#lib/core/market/window'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

const START = Date.UTC(2026, 2, 1)
const MINUTE = 60_000
const point = (time: number, price: number) => ({ time, price, marketCap: null, volume: null })

describe('hourlyPrices', () => {
  it('takes the first valid point inside each clock hour and leaves empty hours unknown', () => {
    const points = [
      point(START + 50 * MINUTE, 2),
      point(START + 4 * MINUTE, 1),
      point(START + 2 * HOUR_MS + MINUTE, 0),
      point(START + 2 * HOUR_MS + 9 * MINUTE, 3),
    ]
    const hours = hourlyPrices(points, START + 3 * HOUR_MS + MINUTE)
    expect(hours).toEqual({ firstHour: START, prices: [1, null, 3, null] })
    expect(priceInHour(hours, START + 2 * HOUR_MS)).toBe(3)
  })

  it('does not look beyond now', () => {
    expect(hourlyPrices([point(START + HOUR_MS, 1)], START).prices).toEqual([])
  })

  it('takes the later row of identical stamps: it is a revision', () => {
    const points = [point(START + 4 * MINUTE, 1), point(START + 4 * MINUTE, 2), point(START + 5 * MINUTE, 3)]
    expect(hourlyPrices(points, START + HOUR_MS - 1).prices).toEqual([2])
  })

  it('ends at the last price instead of now on request', () => {
    const points = [point(START, 1), point(START + 2 * HOUR_MS, 3)]
    const hours = hourlyPrices(points, START + 9 * HOUR_MS, { until: 'last' })
    expect(hours).toEqual({ firstHour: START, prices: [1, null, 3] })
  })

  it('gives valid prices or null, whatever comes in', () => {
    const time = fc.oneof(
      fc.integer({ min: START, max: START + 90 * HOUR_MS }),
      fc.double({ max: -1 }),
      fc.double({ min: 1e13 }),
    )
    const row = fc.record({ time, price: fc.option(fc.double()) })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { firstHour, prices } = hourlyPrices(rows, START + 60 * HOUR_MS)
        expect(firstHour % HOUR_MS).toBe(0)
        for (const price of prices) expect(price === null || (price > 0 && Number.isFinite(price))).toBe(true)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a now that is none', () => {
    expect(() => hourlyPrices([], Number.POSITIVE_INFINITY)).toThrow(
      /^hourlyPrices requires .*now.* got Infinity$/,
    )
  })
})

describe('hoursOfShape', () => {
  it('puts the last point of an untimed shape into the hour of the update', () => {
    const hours = hoursOfShape([1, 2, 3], START + 5 * HOUR_MS + 20 * MINUTE)
    expect(priceInHour(hours, START + 5 * HOUR_MS)).toBe(3)
    expect(priceInHour(hours, START + 3 * HOUR_MS)).toBe(1)
    expect(priceInHour(hours, START + 2 * HOUR_MS)).toBeNull()
  })
})
