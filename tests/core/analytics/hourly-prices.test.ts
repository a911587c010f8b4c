import { describe, expect, it } from 'vitest'
import { hourlyPrices, hoursOfShape, priceInHour } from '#lib/core/analytics/hourly-prices'
import { HOUR_MS } from '#lib/core/market/window'

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
})

describe('hoursOfShape', () => {
  it('puts the last point of an untimed shape into the hour of the update', () => {
    const hours = hoursOfShape([1, 2, 3], START + 5 * HOUR_MS + 20 * MINUTE)
    expect(priceInHour(hours, START + 5 * HOUR_MS)).toBe(3)
    expect(priceInHour(hours, START + 3 * HOUR_MS)).toBe(1)
    expect(priceInHour(hours, START + 2 * HOUR_MS)).toBeNull()
  })
})
