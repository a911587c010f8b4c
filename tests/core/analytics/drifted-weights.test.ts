import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driftedWeights } from '#lib/core/analytics/drifted-weights'

const series = (id: string, prices: (number | null)[]) => ({ id, prices, marketCaps: prices.map(() => 1) })
const halves = new Map([
  ['a', 0.5],
  ['b', 0.5],
])

describe('driftedWeights', () => {
  it('moves with prices between rebalances', () => {
    const weights = driftedWeights([series('a', [1, 2]), series('b', [1, 1])], new Map([[0, halves]]), 2)
    expect(weights.get('a')).toEqual(Float64Array.of(0.5, 2 / 3))
    expect(weights.get('b')).toEqual(Float64Array.of(0.5, 1 / 3))
  })

  it('is set anew at a rebalance and 0 for what is no longer held', () => {
    const only = new Map([['b', 1]])
    const weights = driftedWeights(
      [series('a', [1, 2, 2]), series('b', [1, 1, 1])],
      new Map([
        [0, halves],
        [2, only],
      ]),
      3,
    )
    expect(weights.get('a')?.[2]).toBe(0)
    expect(weights.get('b')?.[2]).toBe(1)
  })

  it('carries a missing price', () => {
    const weights = driftedWeights([series('a', [1, null]), series('b', [1, 3])], new Map([[0, halves]]), 2)
    expect(weights.get('a')).toEqual(Float64Array.of(0.5, 0.25))
  })

  it('sums to 1 on every day', () => {
    const prices = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(prices, prices, (first, second) => {
        const weights = driftedWeights([series('a', first), series('b', second)], new Map([[0, halves]]), 20)
        for (let slot = 0; slot < 20; slot += 1) {
          expect(Number(weights.get('a')?.[slot]) + Number(weights.get('b')?.[slot])).toBeCloseTo(1, 12)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
