import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPercent, formatPoints, formatShare } from '#lib/core/format/format-percent'
import { UNKNOWN } from '#lib/core/format/formatted-number'
import { percentNumber } from '#lib/core/format/percent-number'
import { toPlainDecimal } from '#lib/core/format/plain-decimal'

const NBSP = '\u00a0'
const MINUS = '\u2212'

describe('formatPercent', () => {
  it.each([
    [0.0271, '+2.71', '+2.71'],
    [-0.0184, `${MINUS}1.84`, `${MINUS}1.84`],
    [0.391234567, '+39.12', '+39.1234567'],
    [0.02675, '+2.68', '+2.675'],
    [0.07, '+7.00', '+7'],
    [0, '0.00', '0'],
    [-0, '0.00', '0'],
    [0.00001, '+0.00', '+0.001'],
    [-0.00001, `${MINUS}0.00`, `${MINUS}0.001`],
    [1e-9, '+0.00', '+0.0000001'],
    [1, '+100.00', '+100'],
    [1.00004, '+100.00', '+100.004'],
    [1.00005, '+100', '+100.005'],
    [0.99999, '+100.00', '+99.999'],
    [-1, `${MINUS}100.00`, `${MINUS}100`],
    [-1.5, `${MINUS}150`, `${MINUS}150`],
    [1.204, '+120', '+120.4'],
    [12.345, '+1,235', '+1,234.5'],
  ])('prints the fraction %d as %s %%', (fraction, text, full) => {
    expect(formatPercent(fraction)).toEqual({ text: `${text}${NBSP}%`, full: `${full}${NBSP}%` })
  })

  it.each([null, Number.NaN, Number.NEGATIVE_INFINITY, 1e307])('has no figure for %s', (fraction) => {
    expect(formatPercent(fraction)).toBe(UNKNOWN)
    expect(formatShare(fraction)).toBe(UNKNOWN)
    expect(formatPoints(fraction)).toBe(UNKNOWN)
  })

  it('signs every change by its own sign and never prints a hyphen or an exponent', () => {
    const change = fc.oneof(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -1e-4, max: 1e-4, noNaN: true }),
    )
    fc.assert(
      fc.property(change, (fraction) => {
        for (const { text } of [formatPercent(fraction), formatPoints(fraction)]) {
          const expected = { [-1]: MINUS, 0: '', 1: '+' }[Math.sign(fraction) as -1 | 0 | 1]
          expect(text.replace(/\d.*$/s, '')).toBe(expected)
          expect(text).toMatch(/^[+\u2212]?\d[\d,]*(?:\.\d\d)?\u00a0(?:%|pp)$/)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('stays within half a printed unit of the change', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (fraction) => {
        const text = formatPercent(fraction).text.replace(MINUS, '-').replaceAll(',', '')
        const unit = text.includes('.') ? 0.01 : 1
        expect(Math.abs(Number.parseFloat(text) - fraction * 100)).toBeLessThanOrEqual(0.5000001 * unit)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('formatShare', () => {
  it.each([
    [0.48, '48'],
    [1, '100'],
    [0.479999, '48'],
    [0.014999, '1'],
    [0.015, '2'],
    [0.01, '1'],
    [0.00999, '<1'],
    [1e-12, '<1'],
    [0, '0'],
  ])('prints the share %d as %s %%', (fraction, text) => {
    expect(formatShare(fraction).text).toBe(`${text}${NBSP}%`)
  })

  it('keeps every digit in its name', () => {
    expect(formatShare(0.00123).full).toBe(`0.123${NBSP}%`)
  })
})

describe('formatPoints', () => {
  it.each([
    [0.0131, '+1.31'],
    [-0.0022, `${MINUS}0.22`],
    [0, '0.00'],
    [0.000001, '+0.00'],
    [1.5, '+150.00'],
  ])('prints the contribution %d as %s pp', (fraction, text) => {
    expect(formatPoints(fraction).text).toBe(`${text}${NBSP}pp`)
  })
})

describe('percentNumber', () => {
  it('drops the noise of the multiplication', () => {
    expect(0.07 * 100).not.toBe(7)
    expect(percentNumber(0.07)).toBe(7)
    expect(percentNumber(0.0271)).toBe(2.71)
    expect(percentNumber(null)).toBeNull()
  })

  it('turns every percentage of up to 14 digits back into itself', () => {
    const percentage = fc
      .tuple(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), fc.integer({ min: 0, max: 12 }))
      .map(([units, decimals]) => Number(`${units}e-${decimals}`))
    fc.assert(
      fc.property(percentage, (percent) => {
        expect(toPlainDecimal(percentNumber(percent / 100) ?? Number.NaN)).toBe(toPlainDecimal(percent))
      }),
      { numRuns: 3000 },
    )
  })
})
