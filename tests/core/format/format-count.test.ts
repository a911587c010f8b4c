import { describe, expect, it } from 'vitest'
import { formatCount } from '#lib/core/format/format-count'

describe(formatCount.name, () => {
  it.each([
    [0, '0'],
    [1204, '1,204'],
    [-3, '\u22123'],
    [null, '—'],
    [Number.NaN, '—'],
  ])('%d is %s', (value, text) => {
    expect(formatCount(value).text).toBe(text)
  })
})
