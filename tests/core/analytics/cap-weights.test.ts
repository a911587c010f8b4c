import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capWeights, knownCapWeights } from '#lib/core/analytics/cap-weights'
import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const caps = fc.array(fc.double({ min: 1e-3, max: 1e14, noNaN: true }), { minLength: 1, maxLength: 40 })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('capWeights', () => {
  it('spreads the excess over the uncapped until none exceeds the cap', () => {
    expect(capWeights([80, 10, 5, 5], 'capped', { cap: 0.3 })).toEqual([
      0.3,
      0.3,
      expect.closeTo(0.2),
      expect.closeTo(0.2),
    ])
  })

  it('caps at 30 % when nothing else is said', () => {
    expect(capWeights([80, 10, 5, 5], 'capped')).toEqual(capWeights([80, 10, 5, 5], 'capped', { cap: 0.3 }))
  })

  it('weights three tokens or fewer equally, since 30 % cannot hold them', () => {
    for (const weight of capWeights([90, 9, 1], 'capped', { cap: 0.3 })) expect(weight).toBeCloseTo(1 / 3, 15)
  })

  it('takes square roots before normalising', () => {
    expect(capWeights([9, 1], 'sqrt')).toEqual([0.75, 0.25])
  })

  it('lifts small weights to the floor at the expense of those between the bounds', () => {
    const weights = capWeights([600, 300, 60, 39, 1], 'capped', { cap: 0.4, floor: 0.05 })
    expect(weights[0]).toBe(0.4)
    expect(weights[4]).toBe(0.05)
    expect(sum(weights)).toBeCloseTo(1, 15)
    expect(weights[1]).toBe(0.4)
    expect((weights[2] ?? 0) / (weights[3] ?? 0)).toBeCloseTo(60 / 39, 12)
  })

  it('lowers a floor that cannot be paid for to equal weights', () => {
    expect(capWeights([8, 1, 1], 'capped', { cap: 0.9, floor: 0.5 })).toEqual([
      expect.closeTo(1 / 3, 15),
      expect.closeTo(1 / 3, 15),
      expect.closeTo(1 / 3, 15),
    ])
  })

  it('respects cap and floor and sums to 1', () => {
    const limits = fc.record({
      cap: fc.double({ min: 0.05, max: 1, noNaN: true }),
      floor: fc.double({ min: 0, max: 0.05, noNaN: true }),
    })
    fc.assert(
      fc.property(caps, limits, (marketCaps, { cap, floor }) => {
        const weights = capWeights(marketCaps, 'capped', { cap, floor })
        const most = Math.max(cap, 1 / marketCaps.length)
        const least = Math.min(floor, 1 / marketCaps.length)
        for (const weight of weights) {
          expect(weight).toBeLessThanOrEqual(most * (1 + 1e-9))
          expect(weight).toBeGreaterThanOrEqual(least * (1 - 1e-9))
        }
        expect(sum(weights)).toBeCloseTo(1, 9)
      }),
      MANY_RUNS,
    )
  })

  it('keeps the order of market caps, and the ratio of weights that sit on no bound', () => {
    const limits = { cap: 0.3, floor: 0.01 }
    fc.assert(
      fc.property(caps, (marketCaps) => {
        const weights = capWeights(marketCaps, 'capped', limits)
        const pairs = marketCaps
          .map((marketCap, at) => ({ marketCap, weight: weights[at] ?? Number.NaN }))
          .toSorted((a, b) => a.marketCap - b.marketCap)
        for (const [at, { weight, marketCap }] of pairs.entries()) {
          const before = pairs[at - 1]
          if (!before) continue
          expect(before.weight).toBeLessThanOrEqual(weight * (1 + 1e-9))
          const free = before.weight > limits.floor * 1.000001 && weight < limits.cap * 0.999999
          if (free) expect(weight / before.weight / (marketCap / before.marketCap)).toBeCloseTo(1, 9)
        }
      }),
      MANY_RUNS,
    )
  })

  it('gives each token the same weight in whatever order they stand', () => {
    fc.assert(
      fc.property(caps, fc.constantFrom(...WEIGHTINGS), (marketCaps, scheme) => {
        const forward = capWeights(marketCaps, scheme, { floor: 0.01 })
        const backward = capWeights(marketCaps.toReversed(), scheme, { floor: 0.01 }).toReversed()
        for (const [at, weight] of forward.entries()) expect(backward[at]).toBeCloseTo(weight, 12)
      }),
      MANY_RUNS,
    )
  })

  it('holds for caps whose sum no number can hold', () => {
    expect(capWeights([1e308, 1e308, 1e308, 1e308], 'cap')).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('names function, place and value of a market cap that is none', () => {
    expect(() => capWeights([1, 0], 'cap')).toThrow('capWeights requires market caps above 0, got 0 at 1')
    expect(() => capWeights([Number.NaN], 'equal')).toThrow(RangeError)
  })

  it('refuses a scheme that does not exist and limits that are none', () => {
    expect(() => capWeights([1], 'volume' as Weighting)).toThrow(
      'capWeights requires scheme capped, cap, sqrt, equal, got volume',
    )
    expect(() => capWeights([1], 'capped', { cap: 0 })).toThrow('got 0')
    expect(() => capWeights([1], 'capped', { cap: Number.NaN })).toThrow('got NaN')
    expect(() => capWeights([1], 'capped', { cap: 0.2, floor: 0.3 })).toThrow(
      'capWeights requires a floor from 0 to the cap, got 0.3',
    )
  })
})

describe('knownCapWeights', () => {
  it('has no weight for an unknown cap, the others share 1', () => {
    expect(knownCapWeights([3, null, 1, 0, Number.NaN], 'cap')).toEqual([0.75, null, 0.25, null, null])
  })

  it('needs no market cap for equal weights', () => {
    expect(knownCapWeights([3, null], 'equal')).toEqual([0.5, 0.5])
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, fc.constantFrom(...WEIGHTINGS), (marketCaps, scheme) => {
        const weights = knownCapWeights(marketCaps, scheme)
        expect(unprintableNumbers(weights)).toEqual([])
        const known = weights.filter((weight) => weight !== null)
        if (known.length > 0) expect(sum(known)).toBeCloseTo(1, 9)
      }),
      MANY_RUNS,
    )
  })
})
