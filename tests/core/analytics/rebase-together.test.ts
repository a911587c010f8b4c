import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rebaseTogether } from '#lib/core/analytics/rebase-together'

const values = fc.array(fc.option(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { nil: null }), {
  minLength: 12,
  maxLength: 12,
})

describe('rebaseTogether', () => {
  it('makes every line 100 at the first time that all of them know', () => {
    const { lines, at } = rebaseTogether({ a: [2, 4, null, 6], b: [null, 10, 5, 20] })
    expect(at).toBe(1)
    expect(lines).toEqual({ a: [50, 100, null, 150], b: [null, 100, 50, 200] })
  })

  it('leaves out a line that cannot be drawn, instead of waiting for it', () => {
    const { lines, at } = rebaseTogether({ a: [2, 4], b: [null, 10], c: [null, null] })
    expect(at).toBe(0)
    expect(lines).toEqual({ a: [100, 200], b: [null, null], c: [null, null] })
  })

  it('draws nothing where the lines never meet', () => {
    const { lines, at } = rebaseTogether({ a: [1, 2, null, null], b: [null, null, 1, 2] })
    expect(at).toBeNull()
    expect(lines.a).toEqual([null, null, null, null])
  })

  it('keeps the ratio of any two known values and every gap', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const { lines, at } = rebaseTogether({ a, b })
        if (at === null) return
        expectRebased(lines.a, a, at)
        expectRebased(lines.b, b, at)
      }),
    )
  })
})

function expectRebased(shown: (number | null)[], line: (number | null)[], at: number) {
  const isDrawn = line.filter((one) => one !== null).length > 1
  for (const [slot, value] of line.entries()) {
    if (!isDrawn || value === null) expect(shown[slot]).toBeNull()
    else expect(shown[slot]).toBeCloseTo((100 * value) / (line[at] as number), 6)
  }
}
