import { describe, expect, it } from 'vitest'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { UNKNOWN } from '#lib/core/format/formatted-number'

describe('formatVolatility', () => {
  it.each([
    [0.882, '88.2\u00a0%', '88.2\u00a0%'],
    [0.88249, '88.2\u00a0%', '88.249\u00a0%'],
    [0.8825, '88.3\u00a0%', '88.25\u00a0%'],
    [0.9999, '100.0\u00a0%', '99.99\u00a0%'],
    [12.3456, '1,234.6\u00a0%', '1,234.56\u00a0%'],
    [0, '0.0\u00a0%', '0\u00a0%'],
  ])('prints %d as %s', (fraction, text, full) => {
    expect(formatVolatility(fraction)).toEqual({ text, full })
  })

  it.each([null, Number.NaN, -0.1])('has no figure for %s', (fraction) => {
    expect(formatVolatility(fraction)).toBe(UNKNOWN)
    expect(formatPercentile(fraction)).toBe(UNKNOWN)
  })
})

describe('formatPercentile', () => {
  it.each([
    [0, '0th'],
    [0.01, '1st'],
    [0.02, '2nd'],
    [0.03, '3rd'],
    [0.04, '4th'],
    [0.11, '11th'],
    [0.12, '12th'],
    [0.13, '13th'],
    [0.21, '21st'],
    [0.22, '22nd'],
    [0.53, '53rd'],
    [0.64, '64th'],
    [0.635, '64th'],
    [0.634, '63rd'],
    [1, '100th'],
  ])('prints %d as the %s percentile', (percentile, ordinal) => {
    expect(formatPercentile(percentile).text).toBe(`${ordinal} pct`)
  })

  it('keeps every digit in its name', () => {
    expect(formatPercentile(0.6374).full).toBe('percentile 63.74')
  })
})
