import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dispersion } from '#lib/core/analytics/dispersion'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('dispersion', () => {
  it('is the weighted deviation from the index, beside the sample deviation', () => {
    expect(dispersion([0.1, -0.1], [0.5, 0.5])).toEqual({
      n: 2,
      weighted: expect.closeTo(0.1, 15),
      equal: expect.closeTo(0.1414213562373095, 15),
      indexReturn: 0,
      reason: null,
    })
    expect(dispersion([0.2, 0], [3, 1])).toMatchObject({
      weighted: expect.closeTo(Math.sqrt(0.75 * 0.05 ** 2 + 0.25 * 0.15 ** 2), 15),
      indexReturn: expect.closeTo(0.15, 15),
    })
  })

  it('scales the weights of the valid tokens to 1: a missing return is none, not 0', () => {
    const whole = dispersion([0.1, -0.1], [0.5, 0.5])
    expect(dispersion([0.1, null, -0.1], [0.2, 0.6, 0.2])).toEqual(whole)
    expect(dispersion([0.1, 0.9, -0.1], [0.2, null, 0.2])).toEqual(whole)
  })

  it('is unknown below two tokens', () => {
    expect(dispersion([0.1, null], [0.5, 0.5])).toEqual({
      n: 1,
      weighted: null,
      equal: null,
      indexReturn: null,
      reason: 'too-few-constituents',
    })
  })

  it('is exactly 0 when all tokens move alike', () => {
    expect(dispersion([0.1, 0.1, 0.1], [0.2, 0.3, 0.5])).toMatchObject({ weighted: 0, equal: 0 })
  })

  it('does not depend on the order of the tokens', () => {
    fc.assert(
      fc.property(plainReturns(2), (returns) => {
        const weights = returns.map((_, at) => 1 + (at % 5))
        const forward = dispersion(returns, weights)
        const backward = dispersion(returns.toReversed(), weights.toReversed())
        expect(backward.weighted).toBeCloseTo(forward.weighted ?? Number.NaN, 12)
        expect(backward.indexReturn).toBeCloseTo(forward.indexReturn ?? Number.NaN, 12)
      }),
      MANY_RUNS,
    )
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (series) => {
        const weights = series.toReversed().map((one) => (one === null ? null : Math.abs(one)))
        expect(unprintableNumbers(dispersion(series, weights))).toEqual([])
      }),
      MANY_RUNS,
    )
  })

  it('refuses inputs of different length and a negative weight', () => {
    expect(() => dispersion([0.1], [])).toThrow(/^dispersion requires/)
    expect(() => dispersion([0.1], [-1])).toThrow('got -1 at 0')
  })
})
