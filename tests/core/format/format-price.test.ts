import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPrice } from '#lib/core/format/format-price'
import { UNKNOWN } from '#lib/core/format/formatted-number'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const positive = fc.oneof(
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  fc.double({ min: 1e-18, max: 1e-2, noNaN: true }),
  fc.double({ min: 1e-2, max: 1e5, noNaN: true }),
)

/** What a reader takes the printed price for. */
function readPrice(text: string): number {
  const plain = text.replace('$', '').replaceAll(',', '')
  return Number(
    plain.replace(/^0\.0([₀-₉]+)(\d+)$/, (_, zeros: string, digits: string) => {
      const count = Number([...zeros].map((digit) => SUBSCRIPTS.indexOf(digit)).join(''))
      return `0.${'0'.repeat(count)}${digits}`
    }),
  )
}

function significantDigits(text: string): number {
  return text
    .replace(/^\$0\.0[₀-₉]+/, '')
    .replace(/[$,.]/g, '')
    .replace(/^0+/, '').length
}

describe('formatPrice', () => {
  it.each([
    [93_456.789123, '$93,456.79', '$93,456.789123'],
    [1_000, '$1,000.00', '$1,000'],
    [1_234_567.891, '$1,234,567.89', '$1,234,567.891'],
    [2e21, '$2,000,000,000,000,000,000,000.00', '$2,000,000,000,000,000,000,000'],
  ])('groups %d from a thousand up and never compacts it', (value, text, full) => {
    expect(formatPrice(value, 'usd')).toEqual({ text, full })
  })

  it.each([
    [343.58, '$343.58'],
    [343.576, '$343.58'],
    [12.3456, '$12.346'],
    [1.5, '$1.5000'],
    [1, '$1.0000'],
    [9.99996, '$10.000'],
  ])('shows five significant digits of %d', (value, text) => {
    expect(formatPrice(value, 'usd').text).toBe(text)
  })

  it.each([
    [0.5, '$0.5000'],
    [0.123456, '$0.1235'],
    [0.01, '$0.01000'],
    [0.012345, '$0.01235'],
    [0.0099999, '$0.01000'],
    [0.001234, '$0.001234'],
    [0.0001234, '$0.0001234'],
  ])('shows four significant digits of %d', (value, text) => {
    expect(formatPrice(value, 'usd').text).toBe(text)
  })

  it.each([
    [0.00001234, '$0.0₄1234', '$0.00001234'],
    [0.000004232, '$0.0₅4232', '$0.000004232'],
    [0.0000042318, '$0.0₅4232', '$0.0000042318'],
    [2.902e-9, '$0.0₈2902', '$0.000000002902'],
    [2e-13, '$0.0₁₂2000', '$0.0000000000002'],
    [2.9e-18, '$0.0₁₇2900', '$0.0000000000000000029'],
  ])('counts the zeros of %d in a subscript and keeps the whole decimal as its name', (value, text, full) => {
    expect(formatPrice(value, 'usd')).toEqual({ text, full })
  })

  it.each([
    [999.99, '$999.99'],
    [999.994, '$999.99'],
    [999.995, '$1,000.00'],
    [999.996, '$1,000.00'],
    [0.99994, '$0.9999'],
    [0.99995, '$1.0000'],
    [0.99996, '$1.0000'],
    [0.000099994, '$0.0₄9999'],
    [0.000099999, '$0.0001000'],
    [0.0000099999, '$0.0₄1000'],
  ])('lets the rounded price choose the form of %d', (value, text) => {
    expect(formatPrice(value, 'usd').text).toBe(text)
  })

  it.each([
    ['usd', '$1.5000'],
    ['USD', '$1.5000'],
    ['eur', '€1.5000'],
    ['gbp', '£1.5000'],
    ['jpy', '¥1.5000'],
    ['btc', 'BTC\u00a01.5000'],
    ['chf', 'CHF\u00a01.5000'],
  ])('names the currency %s', (currency, text) => {
    expect(formatPrice(1.5, currency).text).toBe(text)
  })

  it.each([null, Number.NaN, Number.POSITIVE_INFINITY])('has no figure for %s', (value) => {
    expect(formatPrice(value, 'usd')).toBe(UNKNOWN)
    expect(UNKNOWN).toEqual({ text: '—', full: 'unknown' })
  })

  it('keeps an exact zero and a negative difference recognisable', () => {
    expect(formatPrice(0, 'usd')).toEqual({ text: '$0', full: '$0' })
    expect(formatPrice(-1234.5, 'usd')).toEqual({ text: '\u2212$1,234.50', full: '\u2212$1,234.5' })
  })

  it('shows every positive price as a positive number with the right digits', () => {
    fc.assert(
      fc.property(positive, (value) => {
        const { text, full } = formatPrice(value, 'usd')
        expect(text).not.toMatch(/e/i)
        const shown = readPrice(text)
        expect(shown).toBeGreaterThan(0)
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(value * (value < 1 ? 5.0001e-4 : 5.0001e-5))
        if (shown >= 1_000) expect(text).toMatch(/^\$\d{1,3}(?:,\d{3})*\.\d\d$/)
        else expect(significantDigits(text)).toBe(shown >= 1 ? 5 : 4)
        expect(Number(full.replace('$', '').replaceAll(',', ''))).toBe(value)
      }),
      { numRuns: 3000 },
    )
  })

  it('never prints a bigger price as a smaller one', () => {
    const nearby = fc.tuple(positive, fc.double({ min: 0, max: 2e-3, noNaN: true })).map(([low, step]) => {
      return [low, Math.min(low * (1 + step), Number.MAX_VALUE)] as const
    })
    fc.assert(
      fc.property(nearby, ([low, high]) => {
        expect(readPrice(formatPrice(high, 'usd').text)).toBeGreaterThanOrEqual(
          readPrice(formatPrice(low, 'usd').text),
        )
      }),
      {
        numRuns: 3000,
        examples: [[[999.994, 999.996]], [[0.99994, 0.99996]], [[0.000099994, 0.0000999999]]],
      },
    )
  })
})
