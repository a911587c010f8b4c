import { describe, expect, it } from 'vitest'
import { formatIndexLevel } from '#lib/core/format/format-index'
import { UNKNOWN } from '#lib/core/format/formatted-number'

describe('formatIndexLevel', () => {
  it.each([
    [102.31, '102.31', '102.31'],
    [100, '100.00', '100'],
    [99.995, '100.00', '99.995'],
    [1_023.456, '1,023.46', '1,023.456'],
    [0.004, '0.00', '0.004'],
    [-1.5, '\u22121.50', '\u22121.5'],
  ])('prints %d as %s', (level, text, full) => {
    expect(formatIndexLevel(level)).toEqual({ text, full })
  })

  it('has no figure for an unknown level', () => {
    expect(formatIndexLevel(null)).toBe(UNKNOWN)
    expect(formatIndexLevel(Number.NaN)).toBe(UNKNOWN)
  })
})
