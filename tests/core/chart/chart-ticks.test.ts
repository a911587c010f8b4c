import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelScale, timeTicks } from '#lib/core/chart/chart-ticks'
import { levelTickLabel, timeTickLabel } from '#lib/core/chart/tick-label'

describe('levelScale', () => {
  it('ends on round levels around 100 and every value', () => {
    expect(levelScale([99.1, 103.4, null])).toEqual({ low: 98, high: 104, ticks: [98, 100, 102, 104] })
  })

  it('holds every value and a sane number of ticks', () => {
    const levels = fc.array(fc.double({ min: 1, max: 2_000, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(levels, (values) => {
        const scale = levelScale(values)
        expect(scale?.low).toBeLessThanOrEqual(Math.min(100, ...values))
        expect(scale?.high).toBeGreaterThanOrEqual(Math.max(100, ...values) - 1e-9)
        expect(scale?.ticks.length).toBeLessThanOrEqual(8)
      }),
    )
  })

  it('is nothing when no value is known', () => {
    expect(levelScale([null, null])).toBeNull()
  })
})

describe('time axis', () => {
  it('stands on round UTC hours, days and months', () => {
    const from = Date.UTC(2025, 3, 23, 6, 15)
    const labels = (days: number, range: '24h' | '7d' | '1y') =>
      timeTicks(from, from + days * 86_400_000, range).map((time) => timeTickLabel(time, range))
    expect(labels(1, '24h')).toEqual(['08:00', '12:00', '16:00', '20:00', '00:00', '04:00'])
    expect(labels(7, '7d')[0]).toBe('24 Apr')
    expect(labels(365, '1y')[0]).toBe('May 2025')
  })

  it('prints levels without needless zeros', () => {
    expect(levelTickLabel(100)).toBe('100')
    expect(levelTickLabel(97.5)).toBe('97.5')
  })
})
