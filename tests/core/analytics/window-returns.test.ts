import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReturnWindow, windowReturns } from '#lib/core/analytics/window-returns'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const NOW = Date.UTC(2026, 5, 1, 1)

describe('windowReturns', () => {
  it('counts by time and not by elements', () => {
    const times = [NOW - 7 * DAY_MS - HOUR_MS, NOW - DAY_MS - HOUR_MS, NOW - HOUR_MS, NOW]
    const values = [100, 120, 125, 130]
    expect(windowReturns({ times, values }, { asOf: NOW, windows: ['1h', '24h', '7d'] })).toEqual({
      '1h': expect.closeTo(0.04, 12),
      '24h': expect.closeTo(130 / 120 - 1, 12),
      '7d': expect.closeTo(0.3, 12),
    })
  })

  it('is unknown across a gap, never the return since the point before it', () => {
    const times = [NOW - 10 * DAY_MS, NOW - 8 * DAY_MS, NOW]
    const options = { asOf: NOW, windows: ['24h', '7d'] as const }
    expect(windowReturns({ times, values: [100, 110, 121] }, options)).toEqual({ '24h': null, '7d': null })
  })

  it('accepts a base as old as the tolerance and no older', () => {
    const options = { asOf: NOW, windows: ['24h'] as const, toleranceMs: { '24h': 60_000 } }
    const at = (age: number) =>
      windowReturns({ times: [NOW - DAY_MS - age, NOW], values: [100, 110] }, options)
    expect(at(60_000)['24h']).toBeCloseTo(0.1, 12)
    expect(at(60_001)['24h']).toBeNull()
    expect(at(-1)['24h']).toBeNull()
  })

  it('begins the year at 1 January 00:00 UTC of asOf’s own year', () => {
    const newYear = Date.UTC(2026, 0, 1)
    const times = [Date.UTC(2025, 0, 1), newYear - DAY_MS, newYear, newYear + DAY_MS, NOW]
    const values = [1, 40, 50, 80, 100]
    const year = { asOf: NOW, windows: ['ytd'] as const }
    expect(windowReturns({ times, values }, year).ytd).toBe(1)
    expect(windowReturns({ times, values: [1, 40, null, 80, 100] }, year).ytd).toBe(1.5)
    expect(windowReturns({ times, values: [1, null, null, 80, 100] }, year).ytd).toBeNull()
  })

  it('does not look beyond asOf and passes over missing values', () => {
    const times = [NOW - DAY_MS, NOW - 1, NOW, NOW + 1]
    const options = { asOf: NOW, windows: ['24h'] as const }
    expect(windowReturns({ times, values: [100, 110, null, 999] }, options)['24h']).toBeCloseTo(0.1, 12)
  })

  it('has no return from a point to itself', () => {
    const options = { asOf: NOW, windows: ['1h'] as const, toleranceMs: { '1h': 10 * DAY_MS } }
    expect(windowReturns({ times: [NOW - 2 * HOUR_MS], values: [100] }, options)['1h']).toBeNull()
    expect(windowReturns({ times: [], values: [] }, options)['1h']).toBeNull()
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (values) => {
        const times = values.map((_, at) => NOW - (values.length - 1 - at) * HOUR_MS)
        const windows = ['1h', '24h', 'ytd'] as const
        expect(unprintableNumbers(windowReturns({ times, values }, { asOf: NOW, windows }))).toEqual([])
      }),
      MANY_RUNS,
    )
  })

  it('refuses times that do not rise, unknown windows and negative tolerances', () => {
    const options = { asOf: NOW, windows: ['1h'] as const }
    expect(() => windowReturns({ times: [2, 1], values: [1, 1] }, options)).toThrow('got 1 after 2 at 1')
    expect(() => windowReturns({ times: [2, 2], values: [1, 1] }, options)).toThrow(RangeError)
    expect(() => windowReturns({ times: [1], values: [] }, options)).toThrow(/^windowReturns requires/)
    const windows = ['-7d' as ReturnWindow]
    expect(() => windowReturns({ times: [], values: [] }, { asOf: NOW, windows })).toThrow('got -7d')
    const toleranceMs = { '1h': -1 }
    expect(() => windowReturns({ times: [], values: [] }, { ...options, toleranceMs })).toThrow('got -1')
  })
})
