import { describe, expect, it } from 'vitest'
import { formatTurnover } from '#lib/core/format/format-turnover'

describe('formatTurnover', () => {
  it.each([
    [0.00046, '0.05 %'],
    [0.043, '4.30 %'],
    [0, '0.00 %'],
    [1.5, '150 %'],
    [null, '—'],
  ])('writes %s as %s', (fraction, text) => {
    expect(formatTurnover(fraction).text.replaceAll('\u00a0', ' ')).toBe(text)
  })

  it('keeps every digit in full, without a sign', () => {
    expect(formatTurnover(0.00046).full.replaceAll('\u00a0', ' ')).toBe('0.046 %')
  })
})
