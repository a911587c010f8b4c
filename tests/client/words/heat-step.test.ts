import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heatStep } from '#lib/client/words/heat-step'

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
