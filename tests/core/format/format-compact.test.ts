import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCompact } from '#lib/core/format/format-compact'
import { UNKNOWN } from '#lib/core/format/formatted-number'

const POWER: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 }

function readCompact(text: string): number {
  const suffix = text.at(-1) ?? ''
  const scale = POWER[suffix]
  const digits = text.replaceAll(',', '')
  return scale === undefined ? Number(digits) : Number(digits.slice(0, -1)) * scale
}

describe('formatCompact', () => {
  it.each([
    [2_970_123_456.5, '$2.97B', '$2,970,123,456.5'],
    [184_000_000, '$184M', '$184,000,000'],
    [12_400, '$12.4K', '$12,400'],
    [999, '$999', '$999'],
    [999.4, '$999', '$999.4'],
    [999.5, '$1.00K', '$999.5'],
    [999_499, '$999K', '$999,499'],
    [999_950, '$1.00M', '$999,950'],
    [999_999_999, '$1.00B', '$999,999,999'],
    [1.864e12, '$1.86T', '$1,864,000,000,000'],
    [999.4e12, '$999T', '$999,400,000,000,000'],
    [999.6e12, '$1,000T', '$999,600,000,000,000'],
    [1_234.5e12, '$1,235T', '$1,234,500,000,000,000'],
    [1.5e18, '$1,500,000T', '$1,500,000,000,000,000,000'],
    [12.345, '$12.3', '$12.345'],
    [5, '$5.00', '$5'],
    [0.25, '$0.250', '$0.25'],
    [0, '$0', '$0'],
    [-12_400, '\u2212$12.4K', '\u2212$12,400'],
  ])('prints %d as %s', (value, text, full) => {
    expect(formatCompact(value, 'usd')).toEqual({ text, full })
  })

  it('prints a supply without a currency and a foreign code with a no-break space', () => {
    expect(formatCompact(8_644_274.988, null)).toEqual({ text: '8.64M', full: '8,644,274.988' })
    expect(formatCompact(31_800, 'btc').text).toBe('BTC\u00a031.8K')
  })

  it('has no figure for an unknown amount', () => {
    expect(formatCompact(null, 'usd')).toBe(UNKNOWN)
    expect(formatCompact(Number.NaN, null)).toBe(UNKNOWN)
  })

  it('stays within half a unit of the third digit and in order', () => {
    const amount = fc.double({ min: 1e-3, max: 1e18, noNaN: true })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const [shownLow, shownHigh] = [low, high].map((value) => readCompact(formatCompact(value, null).text))
        expect(Math.abs((shownLow ?? Number.NaN) - low)).toBeLessThanOrEqual(low * 0.0050001)
        expect(shownHigh).toBeGreaterThanOrEqual(shownLow ?? Number.NaN)
        expect(formatCompact(low, null).text).toMatch(/^[\d,]*\.?\d*[KMBT]?$/)
      }),
      { numRuns: 2000 },
    )
  })
})
