import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  placePoint,
  roundToDecimals,
  roundToSignificant,
  roundToUnits,
} from '#lib/core/format/decimal-digits'

describe('rounding of the shortest decimal', () => {
  it.each([
    [1.005, 2, '1.01'],
    [2.675, 2, '2.68'],
    [1.0049999, 2, '1.00'],
    [0.005, 2, '0.01'],
    [0.0049, 2, '0.00'],
    [0.0004, 2, '0.00'],
    [0.999, 2, '1.00'],
    [99.995, 2, '100.00'],
    [-1.25, 1, '1.3'],
    [0.5, 0, '1'],
    [0.49, 0, '0'],
    [0.049, 0, '0'],
    [1e21, 2, '1000000000000000000000.00'],
    [0, 2, '0.00'],
  ])('takes %d to %d decimals as %s', (value, decimals, text) => {
    expect(roundToDecimals(value, decimals)).toBe(text)
  })

  it('rounds to tens, hundreds and beyond with negative decimals', () => {
    expect(roundToUnits(1_499, -3)).toBe(1n)
    expect(roundToUnits(1_500, -3)).toBe(2n)
    expect(roundToUnits(499, -3)).toBe(0n)
    expect(roundToUnits(999, -3)).toBe(1n)
    expect(roundToUnits(99, -3)).toBe(0n)
  })

  it.each([
    [9.996, 3, '10.0'],
    [999_950, 3, '1000000'],
    [0.000099999, 4, '0.0001000'],
    [5e-324, 3, `0.${'0'.repeat(323)}500`],
    [7, 3, '7.00'],
  ])('takes %d to %d significant digits as %s', (value, count, text) => {
    expect(placePoint(roundToSignificant(value, count))).toBe(text)
  })

  it('keeps exactly as many significant digits as asked for, within half a unit of the value', () => {
    const positive = fc.double({ min: 1e-20, max: 1e20, noNaN: true })
    fc.assert(
      fc.property(positive, fc.integer({ min: 1, max: 10 }), (value, count) => {
        const { digits, exponent } = roundToSignificant(value, count)
        expect(digits).toMatch(/^[1-9]\d*$/)
        expect(digits).toHaveLength(count)
        const unit = 10 ** (exponent - count + 1)
        expect(Math.abs(Number(placePoint({ digits, exponent })) - value)).toBeLessThanOrEqual(
          0.5000001 * unit,
        )
      }),
    )
  })
})
