import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSignificant } from '#lib/core/format/format-significant'

describe('formatSignificant', () => {
  it('keeps six digits and no trailing zeros after the point', () => {
    expect(formatSignificant(0.0692746123).text).toBe('0.0692746')
    expect(formatSignificant(19.10497317).text).toBe('19.105')
    expect(formatSignificant(30).text).toBe('30')
    expect(formatSignificant(1_234_567).text).toBe('1,234,570')
    expect(formatSignificant(0).text).toBe('0')
    expect(formatSignificant(100).text).toBe('100')
  })

  it('writes a true minus, a dash for the unknown, and every digit in full', () => {
    expect(formatSignificant(-0.5)).toEqual({ text: '\u22120.5', full: '\u22120.5' })
    expect(formatSignificant(0.123456789).full).toBe('0.123456789')
    for (const unknown of [null, Number.NaN, Number.POSITIVE_INFINITY])
      expect(formatSignificant(unknown).text).toBe('—')
  })

  it('is never further from the number than half a unit of its sixth digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
        const shown = Number(formatSignificant(value).text.replaceAll(',', ''))
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(5.000001e-6 * value)
      }),
      { numRuns: 1000 },
    )
  })
})
