import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanJson } from '#lib/core/stack/scan-json'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Methodology: JSON that was cut and patched by a few random pieces is mostly, but not always, broken. */
const patchedJson = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.nat(),
    fc.nat(4),
    fc.constantFrom('', ',', ':', '"', '}', ']', '{', '[', '0', '\\', ' ', 'e', '-', '.', '\n'),
  )
  .map(([json, at, length, piece]) => {
    const cut = at % (json.length + 1)
    return json.slice(0, cut) + piece + json.slice(cut + length)
  })

describe(scanJson.name, () => {
  it('accepts exactly what JSON.parse accepts, repeated fields apart', () => {
    fc.assert(
      fc.property(patchedJson, (text) => {
        const scan = scanJson(text)
        const repeated = !scan.ok && scan.fault.reason.startsWith('stands twice')
        expect(scan.ok || repeated).toBe(isJson(text) || repeated)
      }),
      { numRuns: 2000, seed: 20_261_122 },
    )
  })

  it.each([
    '01',
    '1.',
    '.5',
    '+1',
    '-',
    '1e',
    'NaN',
    'nul',
    "'a'",
    '"a\tb"',
    '"\\x"',
    '"\\u12"',
    '[1,]',
    '{"a":1,}',
    '{"a" 1}',
    '{1:2}',
    '1 2',
    '//',
    '\u00a01',
    ']',
    '{]',
    '[}',
  ])('refuses %j', (text) => {
    expect(isJson(text)).toBe(false)
    expect(scanJson(text).ok).toBe(false)
  })

  it('knows the line on which each value begins', () => {
    const scan = scanJson('{\r\n  "a": [\n    1,\n    { "b c": "x\\ny" }\n  ],\n "\\u0064":\nnull }')
    expect(scan.ok && Object.fromEntries(scan.lines)).toEqual({
      $: 1,
      '$.a': 2,
      '$.a[0]': 3,
      '$.a[1]': 4,
      '$.a[1]["b c"]': 4,
      '$.d': 7,
    })
  })
})
