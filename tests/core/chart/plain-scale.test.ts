import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeOn, plainScale } from '#lib/core/chart/plain-scale'

describe('plainScale', () => {
  it('ends on round numbers around the values', () => {
    expect(plainScale([0.57, 2.75, null], { count: 4, hasZero: true })).toEqual({
      low: 0,
      high: 3,
      ticks: [0, 0.5, 1, 1.5, 2, 2.5, 3],
    })
    expect(plainScale([-1.2, 0.7], { count: 4, hasZero: true })?.ticks).toEqual([-1.5, -1, -0.5, 0, 0.5, 1])
  })

  it('makes room around one value, and is unknown without any', () => {
    const scale = plainScale([5], { count: 4, hasZero: false })
    expect(Number(scale?.low)).toBeLessThan(5)
    expect(Number(scale?.high)).toBeGreaterThan(5)
    expect(plainScale([null], { count: 4, hasZero: true })).toBeNull()
  })

  it('holds every value between its ends', () => {
    const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(values, fc.boolean(), (known, hasZero) => {
        const scale = plainScale(known, { count: 4, hasZero })
        if (scale === null) throw new Error('no scale')
        for (const value of known) {
          expect(placeOn(scale, value)).toBeGreaterThanOrEqual(-1e-6)
          expect(placeOn(scale, value)).toBeLessThanOrEqual(1 + 1e-6)
        }
        expect(scale.ticks.length).toBeGreaterThan(1)
        expect(scale.ticks.length).toBeLessThan(16)
      }),
    )
  })
})
