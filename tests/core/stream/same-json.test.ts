import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameJson } from '#lib/core/stream/same-json'

describe('sameJson', () => {
  it('agrees with JSON that was written and read again', () => {
    fc.assert(fc.property(fc.json(), (text) => sameJson(JSON.parse(text), JSON.parse(text))))
  })

  it('tells apart what differs in a value, a key, a length or a kind', () => {
    const pairs: readonly [unknown, unknown][] = [
      [1, 2],
      [0, null],
      [{ a: 1 }, { b: 1 }],
      [{ a: 1 }, { a: 1, b: 2 }],
      [{ a: undefined }, { b: undefined }],
      [[1], [1, 2]],
      [
        [1, 2],
        [2, 1],
      ],
      [[], {}],
      [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    ]
    for (const [a, b] of pairs) expect([a, b, sameJson(a, b), sameJson(b, a)]).toEqual([a, b, false, false])
  })

  it('does not care for the order of keys', () => {
    expect(sameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
  })
})
