import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveLimit, UNIT_MISTAKE } from '#lib/core/market/move-limit'

const QUARTER = 15 * 60_000
const FIVEFOLD = Math.log(5)

describe('moveLimit', () => {
  it('is the given limit within 15 minutes, twice that after an hour', () => {
    expect(moveLimit(FIVEFOLD, 0)).toBe(FIVEFOLD)
    expect(moveLimit(FIVEFOLD, -1)).toBe(FIVEFOLD)
    expect(moveLimit(FIVEFOLD, QUARTER)).toBe(FIVEFOLD)
    expect(moveLimit(FIVEFOLD, 4 * QUARTER)).toBeCloseTo(2 * FIVEFOLD, 12)
  })

  it('never falls with the gap, and never believes a mixed-up unit', () => {
    const gap = fc.double({ min: 0, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(gap, gap, (one, other) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)]
        expect(moveLimit(FIVEFOLD, shorter)).toBeLessThanOrEqual(moveLimit(FIVEFOLD, longer))
        expect(moveLimit(FIVEFOLD, longer)).toBeLessThanOrEqual(UNIT_MISTAKE)
      }),
    )
    expect(UNIT_MISTAKE).toBeLessThan(Math.log(100))
  })
})
