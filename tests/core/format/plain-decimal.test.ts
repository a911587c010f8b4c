import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

describe('toPlainDecimal', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [343.58, '343.58'],
    [-0.07, '-0.07'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e-18, '0.000000000000000001'],
    [2.902e-9, '0.000000002902'],
    [-1.5e-7, '-0.00000015'],
    [1e21, '1000000000000000000000'],
    [1.2345e22, '12345000000000000000000'],
    [123456789012345680000, '123456789012345680000'],
  ])('writes %d as %s', (value, text) => {
    expect(toPlainDecimal(value)).toBe(text)
  })

  it('reads back as the same double, whatever the double', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const text = toPlainDecimal(value)
        expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
        expect(Number(text)).toBe(value === 0 ? 0 : value)
      }),
      { numRuns: 5000, examples: [[Number.MAX_VALUE], [Number.MIN_VALUE], [-Number.MIN_VALUE], [2 ** 53]] },
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (value) => {
    expect(() => toPlainDecimal(value)).toThrow(RangeError)
  })
})
