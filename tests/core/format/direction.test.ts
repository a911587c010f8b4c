import { describe, expect, it } from 'vitest'
import { DIRECTION_ARROW, direction } from '#lib/core/format/direction'

describe('direction', () => {
  it.each([
    [0.02, 'up', '▲'],
    [-1e-12, 'down', '▼'],
    [0, 'flat', ''],
    [-0, 'flat', ''],
    [null, 'unknown', ''],
    [Number.NaN, 'unknown', ''],
  ] as const)('of %s is %s', (value, expected, arrow) => {
    expect(direction(value)).toBe(expected)
    expect(DIRECTION_ARROW[direction(value)]).toBe(arrow)
  })
})
