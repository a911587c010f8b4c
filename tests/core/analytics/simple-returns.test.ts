import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { MANY_RUNS, plainPrices, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('simpleReturns', () => {
  it('is the ratio of adjacent prices less one, and unknown next to a missing price', () => {
    expect(simpleReturns([100, 110, null, 50])).toEqual([expect.closeTo(0.1, 14), null, null])
    expect(simpleReturns([100, 0, -5, 50, 55])).toEqual([null, null, null, expect.closeTo(0.1, 14)])
  })

  it('does not depend on the unit of the price', () => {
    fc.assert(
      fc.property(plainPrices(2), (prices) => {
        // A power of two changes no digit.
        expect(simpleReturns(prices.map((price) => price * 2 ** -40))).toEqual(simpleReturns(prices))
      }),
      MANY_RUNS,
    )
  })

  it('is unknown rather than infinite', () => {
    expect(simpleReturns([5e-324, Number.MAX_VALUE])).toEqual([null])
    fc.assert(
      fc.property(unrulySeries, (prices) => {
        expect(unprintableNumbers(simpleReturns(prices))).toEqual([])
      }),
      MANY_RUNS,
    )
  })
})
