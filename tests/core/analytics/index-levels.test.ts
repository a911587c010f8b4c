import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IndexSeries, indexLevels } from '#lib/core/analytics/index-levels'

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
