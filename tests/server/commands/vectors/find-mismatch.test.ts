import { describe, expect, it } from 'vitest'
import { findMismatch } from '#lib/server/commands/vectors/find-mismatch'

const TOLERANCE = { rel: 1e-3, abs: 1e-6 }
const pathOf = (expected: unknown, actual: unknown) =>
  findMismatch(expected, actual, TOLERANCE)?.path ?? 'same'

describe('findMismatch', () => {
  it('takes numbers within abs + rel × the larger of both, and only finite ones', () => {
    expect(pathOf({ a: 1000 }, { a: 1001 })).toBe('same')
    expect(pathOf({ a: 1000 }, { a: 998.99 })).toBe('a')
    expect(pathOf({ a: 0 }, { a: 1e-6 })).toBe('same')
    expect(pathOf({ a: 0 }, { a: 1.1e-6 })).toBe('a')
    for (const actual of [Number.POSITIVE_INFINITY, Number.NaN, null, undefined, '1', [1]])
      expect(pathOf({ a: 1 }, { a: actual })).toBe('a')
  })

  it('takes null, undefined, NaN or a missing key for an expected null, and nothing else', () => {
    for (const actual of [null, undefined, Number.NaN])
      expect(pathOf({ a: null }, { a: actual })).toBe('same')
    expect(pathOf({ a: null }, {})).toBe('same')
    for (const actual of [0, Number.POSITIVE_INFINITY, '', false, []])
      expect(pathOf({ a: null }, { a: actual })).toBe('a')
  })

  it('wants strings equal and arrays of equal length', () => {
    expect(pathOf({ a: 'x' }, { a: 'X' })).toBe('a')
    expect(pathOf({ a: [1, 2] }, { a: [1, 2, 3] })).toBe('a.length')
    expect(pathOf({ a: [1, [2, 3]] }, { a: [1, [2, 4]] })).toBe('a[1][1]')
    expect(pathOf({ a: [1] }, { a: { 0: 1, length: 1 } })).toBe('a')
  })

  it('compares every expected key and ignores the others', () => {
    expect(pathOf({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toBe('same')
    expect(pathOf({ a: { b: 1 } }, { a: {} })).toBe('a.b')
    expect(pathOf({ a: { b: 1 } }, { a: [] })).toBe('a')
    expect(pathOf({ a: { constructor: null } }, { a: {} })).toBe('same')
  })

  it('tells the first difference with both sides', () => {
    expect(findMismatch({ a: [1, 2] }, { a: [1, 5] }, TOLERANCE)).toEqual({
      path: 'a[1]',
      expected: 2,
      actual: 5,
    })
  })
})
