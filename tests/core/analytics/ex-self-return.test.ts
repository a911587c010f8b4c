import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exSelfReturn } from '#lib/core/analytics/ex-self-return'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

describe('exSelfReturn', () => {
  it('is the return of the others', () => {
    expect(exSelfReturn({ indexReturn: 0.04, weight: 0.25, tokenReturn: 0.1 })).toBeCloseTo(0.02, 15)
  })

  it('gives the weighted mean of the others back', () => {
    const value = fc.integer({ min: -900, max: 3000 }).map((one) => one / 1000)
    fc.assert(
      fc.property(value, value, fc.integer({ min: 0, max: 99 }), (own, others, percent) => {
        const weight = percent / 100
        const indexReturn = weight * own + (1 - weight) * others
        expect(exSelfReturn({ indexReturn, weight, tokenReturn: own })).toBeCloseTo(others, 9)
      }),
      MANY_RUNS,
    )
  })

  it('is unknown for a layer of one token, even if its weight rounds, and for an unknown return', () => {
    expect(exSelfReturn({ indexReturn: 0.1, weight: 1, tokenReturn: 0.1 })).toBeNull()
    expect(exSelfReturn({ indexReturn: 0.1, weight: 1 - 1e-16, tokenReturn: 0.1 })).toBeNull()
    expect(exSelfReturn({ indexReturn: null, weight: 0.5, tokenReturn: 0.1 })).toBeNull()
    expect(exSelfReturn({ indexReturn: 0.1, weight: 0.5, tokenReturn: Number.NaN })).toBeNull()
  })

  it('refuses a weight that is none', () => {
    expect(() => exSelfReturn({ indexReturn: 0.1, weight: 1.1, tokenReturn: 0.1 })).toThrow('got 1.1')
    expect(() => exSelfReturn({ indexReturn: 0.1, weight: Number.NaN, tokenReturn: 0.1 })).toThrow(RangeError)
  })
})
