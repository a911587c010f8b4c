import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceBreadth } from '#lib/core/analytics/price-breadth'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

describe('priceBreadth', () => {
  it('compares the last price with the one before and with its own mean, the last price included', () => {
    expect(
      priceBreadth(
        [
          [1, 2, 6],
          [3, 2, 1],
          [5, 5, 5],
        ],
        3,
      ),
    ).toEqual({
      advancers: 1,
      decliners: 1,
      unchanged: 1,
      advancePct: 1 / 3,
      pctAboveMA: 1 / 3,
      maEligible: 3,
    })
    expect(priceBreadth([[9, 1, 3, 2]], 2).pctAboveMA).toBe(0)
  })

  it('does not look behind a missing price: neither the change nor the mean is known', () => {
    const gone = priceBreadth(
      [
        [3, 2, null],
        [3, null, 2],
        [1, 2, 3],
      ],
      3,
    )
    expect(gone).toMatchObject({ advancers: 1, decliners: 0, advancePct: 1, maEligible: 1 })
  })

  it('counts no token without a full window, and knows no share of nothing', () => {
    expect(priceBreadth([[1, 2, 3], [null]], 30)).toEqual({
      advancers: 1,
      decliners: 0,
      unchanged: 0,
      advancePct: 1,
      pctAboveMA: null,
      maEligible: 0,
    })
    expect(priceBreadth([], 30)).toMatchObject({ advancePct: null, pctAboveMA: null })
  })

  it('does not find a price that never moves above its own mean', () => {
    expect(priceBreadth([new Array<number>(30).fill(0.1)], 30).pctAboveMA).toBe(0)
  })

  it('gives shares inside 0…1 and no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.array(unrulySeries, { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (series, window) => {
          const result = priceBreadth(series, window)
          expect(unprintableNumbers(result)).toEqual([])
          expect(result.advancePct ?? 0).toBeLessThanOrEqual(1)
          expect(result.advancers + result.decliners + result.unchanged).toBeLessThanOrEqual(series.length)
        },
      ),
      MANY_RUNS,
    )
  })

  it('refuses a negative window by name', () => {
    expect(() => priceBreadth([], -30)).toThrow(/^priceBreadth requires maWindow .* got -30$/)
  })
})
