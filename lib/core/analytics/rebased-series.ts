import { type BasketShare, totalContribution } from '#lib/core/analytics/basket-return'
import { MINIMUM_COVERAGE } from '#lib/core/analytics/coverage'

/**
 * A basket over its window, rebased to 100 at the start.
 * Formula: L(t) = 100 Σ w_i P_i(t) / B_i over the tokens with a price at t, divided by their Σ w_i, with the start
 * weights w and base prices B_i = P_i(now) / (1 + r_i) of the printed return: so the first value is 100 and the last is
 * 100 × (1 + R) exactly. `null` at a time where tokens of less than 60 % of the weight have a price: a gap.
 * Unit: index points. Cost: O(times × tokens).
 */
export function rebasedSeries(
  shares: readonly BasketShare[],
  times: readonly number[],
  priceRatio: (share: BasketShare, time: number) => number | null,
): (number | null)[] {
  return times.map((time, at) => {
    if (at === 0) return 100
    if (at === times.length - 1) return 100 * (1 + totalContribution(shares))
    let weight = 0
    let value = 0
    for (const share of shares) {
      const ratio = priceRatio(share, time)
      if (ratio === null) continue
      weight += share.weight
      value += share.weight * ratio
    }
    return weight >= MINIMUM_COVERAGE ? (100 * value) / weight : null
  })
}
