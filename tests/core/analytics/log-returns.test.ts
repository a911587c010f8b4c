import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isValidPrice, logRatio, logReturns } from '#lib/core/analytics/log-returns'
import { MANY_RUNS, plainPrices, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('logReturns', () => {
  it('is ln of the ratio of adjacent prices', () => {
    expect(logReturns([1, Math.E, 1])).toEqual([1, -1])
    expect(logReturns([1e-9, 1.1e-9])[0]).toBeCloseTo(0.09531017980432493, 14)
  })

  it('never bridges a gap', () => {
    expect(logReturns([1, null, 1, 0, -1, Number.NaN, 1])).toEqual([null, null, null, null, null, null])
  })

  it('has one value less than there are prices, none for none', () => {
    expect([logReturns([]), logReturns([5])]).toEqual([[], []])
  })

  it('adds up to the return of the whole way', () => {
    fc.assert(
      fc.property(plainPrices(2), (prices) => {
        let sum = 0
        for (const value of logReturns(prices)) sum += value as number
        expect(sum).toBeCloseTo(logRatio(prices.at(-1) as number, 100), 9)
      }),
      MANY_RUNS,
    )
  })

  it('stays finite between the smallest and the largest price', () => {
    expect(logReturns([5e-324, Number.MAX_VALUE, 5e-324])).toEqual([
      expect.closeTo(1454.223, 2),
      expect.closeTo(-1454.223, 2),
    ])
    fc.assert(
      fc.property(unrulySeries, (prices) => {
        expect(unprintableNumbers(logReturns(prices))).toEqual([])
      }),
      MANY_RUNS,
    )
  })
})

describe('isValidPrice', () => {
  it('takes tiny prices, but no zero, negative or unreal ones', () => {
    const prices = [1e-9, 5e-324, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, null, undefined]
    expect(prices.map(isValidPrice)).toEqual([true, true, false, false, false, false, false, false])
  })
})
