import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sparklinePath } from '#lib/core/chart/time/sparkline-path'
import { thinLine } from '#lib/core/chart/time/thin-line'

const BOX = { width: 10, height: 10 }

describe('sparklinePath', () => {
  it('runs from the left edge to the right edge, high values at the top', () => {
    expect(sparklinePath([1, 2], BOX)).toBe('M0 10l10-10')
  })

  it('lifts the pen at a gap', () => {
    expect(sparklinePath([1, 2, null, 2, 1], BOX)).toBe('M0 10l2.5-10M7.5 0l2.5 10')
  })

  it('draws a constant line in the middle and nothing for fewer than two values', () => {
    expect(sparklinePath([3, 3], BOX)).toBe('M0 5l10 0')
    expect(sparklinePath([null, 3], BOX)).toBe('')
    expect(sparklinePath([], BOX)).toBe('')
  })
})

describe('thinLine', () => {
  it('keeps the newest value and at most 29 of them', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 400 }), (values) => {
        const thin = thinLine(values)
        expect(thin.at(-1)).toBe(values.at(-1))
        expect(thin.length).toBeLessThanOrEqual(29)
      }),
    )
  })

  it('leaves a short line as it is', () => {
    expect(thinLine([1, 2, 3])).toEqual([1, 2, 3])
  })
})
