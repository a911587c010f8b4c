import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BasketToken, basketReturn } from '#lib/core/analytics/basket-return'
import { WEIGHTINGS } from '#lib/core/contract/vocabulary'

/** Three tokens at constant supply: 300 → 330 (10 m), 1 → 2 (260 m), 0.2 → 0.1 (1 bn). */
const WORKED_EXAMPLE: BasketToken[] = [
  { id: 'bittensor', marketCap: 3_300_000_000, return: 0.1 },
  { id: 'akash-network', marketCap: 520_000_000, return: 1 },
  { id: 'golem', marketCap: 100_000_000, return: -0.5 },
]

const anyToken = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  marketCap: fc.option(fc.double({ min: 1e-6, max: 1e14, noNaN: true })),
  return: fc.option(fc.double({ min: -0.99999, max: 1e4, noNaN: true })),
})
const tokens = fc.uniqueArray(anyToken, { selector: (token) => token.id, minLength: 1, maxLength: 30 })
const weighting = fc.constantFrom(...WEIGHTINGS)

describe('basketReturn', () => {
  it('is what the basket really made, 3.92 bn over 3.46 bn, and not the end-weighted 20.4 %', () => {
    expect(basketReturn(WORKED_EXAMPLE, 'cap')?.return).toBeCloseTo(3.92 / 3.46 - 1, 12)
    const total = 3_920_000_000
    const endWeighted = (3300 * 0.1 + 520 * 1 - 100 * 0.5) / 3920
    expect(endWeighted).toBeCloseTo(0.204, 3)
    expect(total).toBe(WORKED_EXAMPLE.reduce((sum, token) => sum + (token.marketCap ?? Number.NaN), 0))
  })

  it('gives the mean of the returns with equal weights', () => {
    expect(basketReturn(WORKED_EXAMPLE, 'equal')?.return).toBeCloseTo(0.2, 12)
  })

  it('weights the start, so that a token that doubled counts with half of its cap of today', () => {
    const shares = basketReturn(WORKED_EXAMPLE, 'cap')?.shares
    expect(shares?.find((share) => share.id === 'akash-network')?.weight).toBeCloseTo(260 / 3460, 12)
  })

  it('sums contributions to the return to the last bit, for any tokens and any weighting', () => {
    fc.assert(
      fc.property(tokens, weighting, (candidates, scheme) => {
        const basket = basketReturn(candidates, scheme)
        if (basket === null) return
        let sum = 0
        for (const share of basket.shares) sum += share.contribution
        expect(sum).toBe(basket.return)
      }),
    )
  })

  it('has weights that sum to 1 and are never negative', () => {
    fc.assert(
      fc.property(tokens, weighting, (candidates, scheme) => {
        const shares = basketReturn(candidates, scheme)?.shares
        if (!shares) return
        expect(shares.reduce((sum, share) => sum + share.weight, 0)).toBeCloseTo(1, 9)
        expect(shares.every((share) => share.weight >= 0)).toBe(true)
      }),
    )
  })

  it('never lets a token with an unknown change or cap count as 0: taking it away changes nothing', () => {
    fc.assert(
      fc.property(tokens, weighting, (candidates, scheme) => {
        const known = candidates.filter((token) => token.return !== null && token.marketCap !== null)
        expect(basketReturn(candidates, scheme)).toEqual(basketReturn(known, scheme))
      }),
    )
  })

  it('lies between its worst and its best token', () => {
    fc.assert(
      fc.property(tokens, weighting, (candidates, scheme) => {
        const basket = basketReturn(candidates, scheme)
        if (!basket) return
        const returns = basket.shares.map((share) => share.return)
        const slack = 1e-9 * Math.max(1, ...returns.map(Math.abs))
        expect(basket.return).toBeGreaterThanOrEqual(Math.min(...returns) - slack)
        expect(basket.return).toBeLessThanOrEqual(Math.max(...returns) + slack)
      }),
    )
  })

  it('is unknown for an empty basket and for one where nothing is known', () => {
    expect(basketReturn([], 'capped')).toBeNull()
    expect(basketReturn([{ id: 'a', marketCap: null, return: 0.1 }], 'capped')).toBeNull()
    expect(basketReturn([{ id: 'a', marketCap: 10, return: null }], 'equal')).toBeNull()
  })

  it('leaves out a loss of 100 % or more and a cap that is not above 0', () => {
    const sound = { id: 'a', marketCap: 10, return: 0.5 }
    const broken = [
      { id: 'b', marketCap: 10, return: -1 },
      { id: 'c', marketCap: 0, return: 0.5 },
      { id: 'd', marketCap: -3, return: 0.5 },
    ]
    expect(basketReturn([sound, ...broken], 'cap')).toEqual(basketReturn([sound], 'cap'))
  })
})
