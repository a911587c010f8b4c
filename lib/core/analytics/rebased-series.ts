import { type BasketShare, totalContribution } from '#lib/core/analytics/basket-return'
import { MINIMUM_COVERAGE } from '#lib/core/analytics/coverage'

/**
 * A basket over its window, rebased to 100 at the start.
 * Purpose: a chart that ends where the printed return says.
 * Formula: L(t) = 100 Σ w_i P_i(t) / B_i over the tokens with a price at t, divided by their Σ w_i, with the start
 * weights w and base prices B_i = P_i(now) / (1 + r_i) of the printed return: so the first value is 100 and the last is
 * 100 × (1 + R) exactly. `relativePrices` holds P_i(t) / P_i(now) by token id, one per time.
 * Unit: index points. Gaps: `null` at a time where tokens of less than 60 % of the weight have a price.
 * Cost: O(times × tokens). Example: one token, +25 %, half way at 90 % of today's price → 100, 112.5, 125.
 */
export function rebasedSeries(
  shares: readonly BasketShare[],
  count: number,
  relativePrices: ReadonlyMap<string, readonly (number | null)[]>,
): (number | null)[] {
  const weights = new Float64Array(count)
  const values = new Float64Array(count)
  for (const share of shares) {
    const relative = relativePrices.get(share.id)
    if (!relative) continue
    const scale = share.weight * (1 + share.return)
    for (let at = 1; at < count - 1; at += 1) {
      const price = relative[at] ?? null
      if (price === null) continue
      weights[at] = (weights[at] as number) + share.weight
      values[at] = (values[at] as number) + scale * price
    }
  }
  const end = 100 * (1 + totalContribution(shares))
  return Array.from({ length: count }, (_, at) => {
    if (at === 0) return 100
    if (at === count - 1) return end
    const weight = weights[at] as number
    return weight >= MINIMUM_COVERAGE ? (100 * (values[at] as number)) / weight : null
  })
}
