import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capWeights } from '#lib/core/analytics/cap-weights'

const caps = fc.array(fc.double({ min: 1e-3, max: 1e14, noNaN: true }), { minLength: 1, maxLength: 40 })

describe('capWeights', () => {
  it('spreads the excess over the uncapped until none exceeds the cap', () => {
    expect(capWeights([80, 10, 5, 5], 'capped', 0.3)).toEqual([
      0.3,
      0.3,
      expect.closeTo(0.2),
      expect.closeTo(0.2),
    ])
  })

  it('weights three tokens or fewer equally, since 30 % cannot hold them', () => {
    for (const weight of capWeights([90, 9, 1], 'capped', 0.3)) expect(weight).toBeCloseTo(1 / 3, 15)
  })

  it('takes square roots before normalising', () => {
    expect(capWeights([9, 1], 'sqrt')).toEqual([0.75, 0.25])
  })

  it('never exceeds the cap and sums to 1', () => {
    fc.assert(
      fc.property(caps, (marketCaps) => {
        const weights = capWeights(marketCaps, 'capped', 0.3)
        const limit = Math.max(0.3, 1 / marketCaps.length)
        for (const weight of weights) expect(weight).toBeLessThanOrEqual(limit * (1 + 1e-9))
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
      }),
    )
  })

  it('keeps the order of market caps and equals w = min(cap, c × M)', () => {
    fc.assert(
      fc.property(caps, (marketCaps) => {
        const weights = capWeights(marketCaps, 'capped', 0.3)
        const order = marketCaps
          .map((_, at) => at)
          .toSorted((a, b) => (marketCaps[a] ?? 0) - (marketCaps[b] ?? 0))
        for (let at = 1; at < order.length; at += 1) {
          const smaller = weights[order[at - 1] ?? 0] ?? Number.NaN
          const larger = weights[order[at] ?? 0] ?? Number.NaN
          expect(smaller).toBeLessThanOrEqual(larger * (1 + 1e-9))
        }
      }),
    )
  })

  it('names function, place and value of a market cap that is none', () => {
    expect(() => capWeights([1, 0], 'cap')).toThrow('capWeights requires market caps above 0, got 0 at 1')
    expect(() => capWeights([Number.NaN], 'equal')).toThrow(RangeError)
  })
})
