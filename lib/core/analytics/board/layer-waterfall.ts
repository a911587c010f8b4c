import { type BasketShare, totalContribution } from '#lib/core/analytics/basket-return'
import type { WaterfallStep } from '#lib/core/contract/layer-detail'

/** Bars that still read as bars; a longer basket ends in one bar for all others. */
const MOST_STEPS = 12

/**
 * How a basket's contributions pile up to its return.
 * Purpose: a picture that ends at the printed return to the last bit. Formula: from₁ = 0, toᵢ = fromᵢ + cᵢ in the order the
 * contributions were summed in, largest first; with more than twelve tokens the last bar holds all others and ends at the
 * return. Unit: fractions. Empty for an empty basket. Cost: O(n).
 * Example: +2 %, −3 % → 0…2 %, 2…−1 %.
 */
export function layerWaterfall(shares: readonly BasketShare[]): WaterfallStep[] {
  const named = shares.length > MOST_STEPS ? shares.slice(0, MOST_STEPS - 1) : shares
  const others = shares.slice(named.length)
  let level = 0
  const steps = named.map(({ id, contribution }): WaterfallStep => {
    const from = level
    level += contribution
    return { id, tokens: [id], contribution, from, to: level }
  })
  if (others.length === 0) return steps
  const tokens = others.map(({ id }) => id)
  const contribution = totalContribution(others)
  return [...steps, { id: null, tokens, contribution, from: level, to: totalContribution(shares) }]
}
