import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelScale, timeTicks } from '#lib/client/chart-ticks'
import { heatStep } from '#lib/client/heat-step'
import { sparklinePath } from '#lib/client/sparkline-path'
import { splitNumber } from '#lib/client/split-number'
import { spreadLabels } from '#lib/client/spread-labels'
import { thinLine } from '#lib/client/thin-line'
import { levelTickLabel, timeTickLabel } from '#lib/client/tick-label'

const BOX = { width: 10, height: 10 }

describe('sparklinePath', () => {
  it('runs from the left edge to the right edge, high values at the top', () => {
    expect(sparklinePath([1, 2], BOX)).toBe('M0 10l10-10')
  })

  it('lifts the pen at a gap', () => {
    expect(sparklinePath([1, 2, null, 2, 1], BOX)).toBe('M0 10l2.5-10M7.5 0l2.5 10')
  })

  it('draws a constant line in the middle and nothing for fewer than two values', () => {
    expect(sparklinePath([3, 3], BOX)).toBe('M0 5l10 0')
    expect(sparklinePath([null, 3], BOX)).toBe('')
    expect(sparklinePath([], BOX)).toBe('')
  })
})

describe('thinLine', () => {
  it('keeps the newest value and at most 29 of them', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 400 }), (values) => {
        const thin = thinLine(values)
        expect(thin.at(-1)).toBe(values.at(-1))
        expect(thin.length).toBeLessThanOrEqual(29)
      }),
    )
  })

  it('leaves a short line as it is', () => {
    expect(thinLine([1, 2, 3])).toEqual([1, 2, 3])
  })
})

describe('heatStep', () => {
  it('is full at the fixed limit of the range and empty next to nothing', () => {
    expect(heatStep(0.08, '24h')).toBe(5)
    expect(heatStep(-0.5, '24h')).toBe(-5)
    expect(heatStep(0.08, '1y')).toBe(1)
    expect(heatStep(-0.0001, '24h')).toBe(0)
    expect(heatStep(0, '24h')).toBe(0)
  })

  it('is unknown where the return is', () => {
    expect(heatStep(null, '7d')).toBeNull()
  })

  it('is symmetric', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (value) => {
        expect(Math.abs(heatStep(-value, '30d') ?? Number.NaN)).toBe(heatStep(value, '30d'))
      }),
    )
  })
})

describe('splitNumber', () => {
  it('cuts at the decimal point and the unit', () => {
    expect(splitNumber('+2.71\u00a0%')).toEqual({ whole: '+2', fraction: '.71', unit: '%' })
    expect(splitNumber('$94,215.33')).toEqual({ whole: '$94,215', fraction: '.33', unit: '' })
    expect(splitNumber('+123\u00a0%')).toEqual({ whole: '+123', fraction: '', unit: '%' })
  })

  it('does not take a currency code for a unit', () => {
    expect(splitNumber('BTC\u00a00.0123')).toEqual({ whole: 'BTC\u00a00', fraction: '.0123', unit: '' })
  })
})

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

describe('spreadLabels', () => {
  const space = { top: 0, bottom: 300, gap: 16 }

  it('leaves labels alone that do not touch', () => {
    const places = spreadLabels(
      new Map([
        ['a', 50],
        ['b', 100],
      ]),
      space,
    )
    expect(places.map(({ placed }) => placed)).toEqual([50, 100])
  })

  it('keeps order, distance and bounds for any six lines', () => {
    const wanted = fc.array(fc.double({ min: -20, max: 320, noNaN: true }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(wanted, (ys) => {
        const places = spreadLabels(new Map(ys.map((y, index) => [String(index), y])), space)
        places.forEach((place, index) => {
          const above = places[index - 1]
          expect(place.placed).toBeGreaterThanOrEqual(-1e-9)
          expect(place.placed).toBeLessThanOrEqual(300)
          if (above === undefined) return
          expect(place.wanted).toBeGreaterThanOrEqual(above.wanted)
          expect(place.placed - above.placed).toBeGreaterThanOrEqual(16 - 1e-9)
        })
      }),
    )
  })
})
