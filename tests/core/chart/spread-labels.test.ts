import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadLabels } from '#lib/core/chart/spread-labels'

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
