import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basketReturn } from '#lib/core/analytics/basket-return'
import { type DayToken, layerChange24h } from '#lib/core/analytics/layer-change-24h'
import { MANY_RUNS, unprintableNumbers } from '../../helpers/unruly-series.ts'

const token = (
  marketCap: number | null,
  change: number | null,
  marketCapChange: number | null = null,
): DayToken => ({ id: `${marketCap} ${change}`, marketCap, return: change, marketCapChange })

const anything = fc.option(fc.double())
const anyToken = fc.record({
  id: fc.uuid(),
  marketCap: anything,
  return: anything,
  marketCapChange: anything,
})

describe('layerChange24h', () => {
  it('shows what a holder made beside the figures that mislead: a micro cap doubled', () => {
    expect(layerChange24h([token(900, 0, 0), token(20, 1, 10)])).toEqual({
      priceReturn: expect.closeTo(0.01098901098901095, 14),
      marketCapChange: expect.closeTo(0.01098901098901095, 14),
      simpleMean: 0.5,
      median: 0.5,
      endWeightedMean: expect.closeTo(0.021739130434782608, 14),
      coverage: 1,
      reason: null,
    })
  })

  it('tells an unlock from a gain: price return 0, market cap +50 %', () => {
    const { priceReturn, marketCapChange } = layerChange24h([token(200, 0, 100), token(100, 0, 0)])
    expect(priceReturn).toBe(0)
    expect(marketCapChange).toBeCloseTo(0.5, 14)
  })

  it('leaves out a missing change instead of counting it as 0, and says how much that is', () => {
    const tokens = [token(100, 0.1, 10), token(50, null), token(0, 0.05, 0), token(null, 0.07)]
    expect(layerChange24h(tokens)).toMatchObject({
      priceReturn: expect.closeTo(0.1, 14),
      marketCapChange: expect.closeTo(100 / 90 - 1, 14),
      simpleMean: 0.1,
      median: 0.1,
      endWeightedMean: expect.closeTo(0.1, 14),
      coverage: expect.closeTo(2 / 3, 14),
    })
  })

  it('has the screens’ own cap-weighted basket as its price return', () => {
    const tokens = [token(330, 0.1), token(200, 1), token(100, -0.5)]
    expect(layerChange24h(tokens).priceReturn).toBe(basketReturn(tokens, 'cap')?.return)
  })

  it('never falls below the end-weighted mean’s bias: that is always the higher of the two', () => {
    const day = fc.record({
      id: fc.uuid(),
      marketCap: fc.double({ min: 1e3, max: 1e12, noNaN: true }),
      return: fc.double({ min: -0.9, max: 5, noNaN: true }),
      marketCapChange: fc.constant(null),
    })
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), (tokens) => {
        const { priceReturn, endWeightedMean } = layerChange24h(tokens)
        expect(priceReturn).toBeLessThanOrEqual((endWeightedMean ?? Number.NaN) + 1e-9)
      }),
      MANY_RUNS,
    )
  })

  it('says why it is unknown', () => {
    expect(layerChange24h([])).toMatchObject({
      priceReturn: null,
      simpleMean: null,
      reason: 'too-few-constituents',
    })
    expect(layerChange24h([token(null, 0.1)])).toMatchObject({ coverage: null, reason: 'no-market-cap' })
    expect(layerChange24h([token(10, null)])).toMatchObject({
      coverage: 0,
      endWeightedMean: null,
      reason: 'no-return',
    })
    expect(layerChange24h([token(10, -1)]).reason).toBe('no-return')
  })

  it('gives no number that is none and ignores the order, whatever comes in', () => {
    fc.assert(
      fc.property(fc.array(anyToken), (tokens) => {
        const result = layerChange24h(tokens)
        expect(unprintableNumbers(result)).toEqual([])
        expect(layerChange24h(tokens.toReversed()).median).toBe(result.median)
      }),
      MANY_RUNS,
    )
  })
})
