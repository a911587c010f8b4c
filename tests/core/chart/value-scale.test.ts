import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueScale } from '#lib/core/chart/value-scale'

describe('valueScale', () => {
  it('ends on round levels around 100 and every value', () => {
    expect(valueScale([99.1, 103.4, null], { kind: 'linear', include: 100 })).toEqual({
      low: 98,
      high: 104,
      ticks: [98, 100, 102, 104],
    })
  })

  it('holds every value between its ends with a sane number of ascending ticks', () => {
    const values = fc.array(fc.double({ min: -2_000, max: 2_000, noNaN: true }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(values, (known) => {
        const scale = valueScale(known, { kind: 'linear', include: null })
        const slack = 1e-9 * Math.max(1, ...known.map(Math.abs))
        expect(scale?.low).toBeLessThanOrEqual(Math.min(...known) + slack)
        expect(scale?.high).toBeGreaterThanOrEqual(Math.max(...known) - slack)
        expect(scale?.ticks.length).toBeGreaterThanOrEqual(2)
        expect(scale?.ticks.length).toBeLessThanOrEqual(8)
      }),
    )
  })

  it('puts logarithmic ticks on 1, 2 and 5 inside a positive domain', () => {
    const scale = valueScale([0.4, 30], { kind: 'log', include: null })
    expect(scale?.ticks).toEqual([0.5, 1, 2, 5, 10, 20])
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (known) => {
          const { low, high, ticks } = valueScale(known, { kind: 'log', include: null }) ?? fail()
          expect(low).toBeGreaterThan(0)
          expect(low).toBeLessThanOrEqual(Math.min(...known))
          expect(high).toBeGreaterThanOrEqual(Math.max(...known))
          expect(ticks.length).toBeLessThanOrEqual(12)
          expect(ticks.every((tick) => tick >= low && tick <= high)).toBe(true)
        },
      ),
    )
  })

  it('leaves out what a logarithmic axis has no place for', () => {
    expect(valueScale([0, -3, null], { kind: 'log', include: null })).toBeNull()
  })

  it('is nothing when no value is known', () => {
    expect(valueScale([null, null], { kind: 'linear', include: 100 })).toBeNull()
  })
})

function fail(): never {
  throw new Error('a scale was expected')
}
