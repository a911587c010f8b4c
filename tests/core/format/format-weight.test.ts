import { describe, expect, it } from 'vitest'
import { formatWeight } from '#lib/core/format/format-weight'

describe('formatWeight', () => {
  it.each([
    [0.3, '30.0 %', '30 %'],
    [0.0005271617713559888, '0.1 %', '0.0527161771355989 %'],
    [-0.0123, '−1.2 %', '−1.23 %'],
    [-0.0001, '0.0 %', '−0.01 %'],
    [0, '0.0 %', '0 %'],
    [1, '100.0 %', '100 %'],
    [null, '—', 'unknown'],
    [Number.NaN, '—', 'unknown'],
  ])('writes %d as %s', (fraction, text, full) => {
    const written = formatWeight(fraction)
    expect([written.text, written.full].map((part) => part.replaceAll('\u00a0', ' '))).toEqual([text, full])
  })
})
