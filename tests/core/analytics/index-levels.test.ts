import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IndexSeries, indexHistory, indexLevels } from '#lib/core/analytics/index-levels'
import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const always = () => true
const series = (
  id: string,
  prices: (number | null)[],
  caps: (number | null)[] = prices.map(() => 100),
): IndexSeries => ({
  id,
  prices,
  marketCaps: caps,
})

describe('indexLevels', () => {
  it('holds fixed units between rebalances, so weights drift with prices', () => {
    const rules = { weighting: 'equal', base: 1000, isRebalance: () => false, isMember: always } as const
    const levels = indexLevels([series('a', [1, 2, 4]), series('b', [1, 1, 1])], 3, rules)
    expect(levels).toEqual([1000, 1500, 2500])
  })

  it('is not moved by a rebalance', () => {
    const prices = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(prices, prices, fc.integer({ min: 1, max: 5 }), (first, second, at) => {
        const constituents = [series('a', first), series('b', second)]
        const rules = { weighting: 'cap', base: 1, isMember: always } as const
        const held = indexLevels(constituents, 6, { ...rules, isRebalance: () => false })
        const rebalanced = indexLevels(constituents, 6, { ...rules, isRebalance: (slot) => slot === at })
        const before = held[at] ?? Number.NaN
        expect((rebalanced[at] ?? Number.NaN) / before).toBeCloseTo(1, 9)
      }),
      MANY_RUNS,
    )
  })

  it('goes on from the same level after a rebalance: prices that then stand still leave it there', () => {
    const prices = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(prices, prices, fc.constantFrom(...WEIGHTINGS), (first, second, weighting) => {
        const held = [first, second].map((one, at) => series(`${at}`, [...one, one[3] ?? null], [...one, 1]))
        const rules = { weighting, base: 500, isMember: always, isRebalance: (slot: number) => slot >= 2 }
        const levels = indexLevels(held, 5, rules)
        expect((levels[4] ?? Number.NaN) / (levels[3] ?? Number.NaN)).toBeCloseTo(1, 12)
      }),
      MANY_RUNS,
    )
  })

  it('carries a missing price forward: its return arrives later', () => {
    const rules = { weighting: 'equal', base: 100, isRebalance: () => false, isMember: always } as const
    expect(indexLevels([series('a', [1, null, 3]), series('b', [1, 1, 1])], 3, rules)).toEqual([
      100, 100, 200,
    ])
  })

  it('ignores supply: a market cap that jumps without a price does not move it', () => {
    const rules = { weighting: 'cap', base: 100, isRebalance: () => false, isMember: always } as const
    expect(indexLevels([series('a', [1, 1], [100, 1340]), series('b', [1, 1])], 2, rules)).toEqual([100, 100])
  })

  it('holds no token without a market cap, unless weights are equal', () => {
    const constituents = [series('a', [1, 2], [null, null]), series('b', [1, 1])]
    const rules = { base: 100, isRebalance: () => false, isMember: always } as const
    expect(indexLevels(constituents, 2, { ...rules, weighting: 'cap' })).toEqual([100, 100])
    expect(indexLevels(constituents, 2, { ...rules, weighting: 'equal' })).toEqual([100, 150])
  })

  it('is unknown until something is eligible', () => {
    const rules = {
      weighting: 'cap',
      base: 100,
      isRebalance: () => false,
      isMember: (_: string, slot: number) => slot >= 1,
    } as const
    expect(indexLevels([series('a', [1, 2, 4])], 3, rules)).toEqual([null, 100, 200])
  })
})

describe('indexHistory', () => {
  const rules = { weighting: 'capped', base: 1000, isRebalance: () => false, isMember: always } as const

  it('tells the weights set at each rebalance, by cap and floor', () => {
    const prices = [1, 1, 1]
    const constituents = [
      series('big', prices, [97, 97, 50]),
      series('mid', prices, [2, 2, 30]),
      series('small', prices, [1, 1, 20]),
    ]
    const { weights } = indexHistory(constituents, 3, {
      ...rules,
      limits: { cap: 0.6, floor: 0.1 },
      isRebalance: (slot) => slot === 2,
    })
    expect([...weights.keys()]).toEqual([0, 2])
    expect(Object.fromEntries(weights.get(0) ?? [])).toEqual({
      big: 0.6,
      mid: expect.closeTo(0.8 / 3, 12),
      small: expect.closeTo(0.4 / 3, 12),
    })
    expect(Object.fromEntries(weights.get(2) ?? [])).toEqual({
      big: expect.closeTo(0.5, 12),
      mid: expect.closeTo(0.3, 12),
      small: expect.closeTo(0.2, 12),
    })
  })

  it('lets a token enter at a rebalance without moving the level, and leave with the loss it made', () => {
    const constituents = [series('a', [10, 12, 12, 12]), series('new', [null, null, 50, 100])]
    const equal = { ...rules, weighting: 'equal' } as const
    const entered = indexHistory(constituents, 4, {
      ...equal,
      isRebalance: (slot) => slot === 2,
      isMember: (id, slot) => id === 'a' || slot >= 2,
    })
    expect(entered.levels).toEqual([1000, 1200, 1200, 1800])
    const fallen = indexHistory([series('a', [1, 1, 1, 1]), series('rug', [1, 0.1, 0.1, 9])], 4, {
      ...equal,
      isRebalance: (slot) => slot === 2,
      isMember: (id, slot) => id === 'a' || slot < 2,
    })
    expect(fallen.levels).toEqual([1000, 550, 550, 550])
  })

  it('keeps what it holds when nobody is eligible at a rebalance', () => {
    const { levels, weights } = indexHistory([series('a', [1, 2, 4])], 3, {
      ...rules,
      isRebalance: () => true,
      isMember: (_, slot) => slot === 0,
    })
    expect(levels).toEqual([1000, 2000, 4000])
    expect([...weights.keys()]).toEqual([0])
  })

  it('does not depend on the order of the constituents', () => {
    const prices = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(
        fc.array(prices, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...WEIGHTINGS),
        (all, weighting) => {
          const constituents = all.map((one, at) => series(`${at}`, one, one))
          const options = { ...rules, weighting, isRebalance: (slot: number) => slot === 3 }
          const forward = indexLevels(constituents, 5, options)
          const backward = indexLevels(constituents.toReversed(), 5, options)
          for (const [at, level] of forward.entries()) {
            expect((backward[at] ?? Number.NaN) / (level ?? Number.NaN)).toBeCloseTo(1, 12)
          }
        },
      ),
      MANY_RUNS,
    )
  })

  it('gives no number that is none, whatever comes in: a level out of range is unknown, and so is the rest', () => {
    fc.assert(
      fc.property(unrulySeries, unrulySeries, fc.constantFrom(...WEIGHTINGS), (a, b, weighting) => {
        const constituents = [series('a', a, b), series('b', b, a)]
        const { levels, weights } = indexHistory(constituents, 60, {
          ...rules,
          weighting,
          isRebalance: (slot) => slot % 7 === 0,
        })
        expect(levels).toHaveLength(60)
        expect(unprintableNumbers([levels, [...weights.values()].map((one) => [...one])])).toEqual([])
      }),
      MANY_RUNS,
    )
    expect(indexLevels([series('a', [5e-324, 1e300, 1])], 3, rules)).toEqual([1000, null, null])
  })

  it('refuses a base, a scheme, a cap or a pair of series that is none, even with nobody to hold', () => {
    expect(() => indexHistory([], 2, { ...rules, base: 0 })).toThrow('got 0')
    expect(() => indexHistory([], 2, { ...rules, weighting: 'volume' as Weighting })).toThrow('got volume')
    expect(() => indexHistory([], 2, { ...rules, limits: { cap: -1 } })).toThrow('got -1')
    expect(() => indexHistory([], -1, rules)).toThrow(/^indexHistory requires slots/)
    expect(() => indexHistory([series('a', []), series('a', [])], 0, rules)).toThrow('got a twice')
  })
})
