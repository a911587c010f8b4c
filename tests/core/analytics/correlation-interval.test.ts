import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlationInterval } from '#lib/core/analytics/correlation-interval'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

describe('correlationInterval', () => {
  it('is Fisher’s interval: ±0.21 around 0 at 90 days', () => {
    expect(correlationInterval(0, 90)).toEqual({
      lower: expect.closeTo(-0.20709111499221303, 14),
      upper: expect.closeTo(0.20709111499221303, 14),
    })
    expect(correlationInterval(0.5, 28)).toEqual({
      lower: expect.closeTo(0.15602836252908606, 14),
      upper: expect.closeTo(0.7358184794439376, 14),
    })
  })

  it('is unknown for an unknown correlation and for three observations and less', () => {
    expect(correlationInterval(null, 90)).toBeNull()
    expect(correlationInterval(0.5, 3)).toBeNull()
  })

  it('holds the correlation, stays inside −1…1 and narrows with n', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.integer({ min: 4, max: 5000 }),
        (rho, n) => {
          const { lower, upper } = correlationInterval(rho, n) ?? { lower: Number.NaN, upper: Number.NaN }
          expect(lower).toBeGreaterThanOrEqual(-1)
          expect(lower).toBeLessThanOrEqual(rho + 1e-12)
          expect(upper).toBeGreaterThanOrEqual(rho - 1e-12)
          expect(upper).toBeLessThanOrEqual(1)
          const wider = correlationInterval(rho, 4)
          expect(upper - lower).toBeLessThanOrEqual((wider?.upper ?? 0) - (wider?.lower ?? 0) + 1e-12)
        },
      ),
      MANY_RUNS,
    )
  })

  it('refuses what is no correlation and no count', () => {
    expect(() => correlationInterval(1.01, 90)).toThrow('correlation inside −1…1, got 1.01')
    expect(() => correlationInterval(Number.NaN, 90)).toThrow(RangeError)
    expect(() => correlationInterval(0.5, 4.5)).toThrow(/^correlationInterval requires n/)
  })
})
