import { carryPrices, type IndexSeries } from '#lib/core/analytics/index-levels'

/**
 * Weights of an index on every day, not only at its rebalances.
 * Purpose: begin-of-day weights for contributions, and the index without one of its tokens.
 * Formula: between rebalances w_i,t ∝ w_i,s P_i,t / P_i,s with s the last rebalance and prices carried where missing.
 * Unit: 0…1, they sum to 1 on every slot from the first rebalance on, 0 while a token is not held.
 * Cost: O(slots × constituents). Example: halves, one price doubles → 2/3 and 1/3.
 */
export function driftedWeights(
  series: readonly IndexSeries[],
  rebalances: ReadonlyMap<number, ReadonlyMap<string, number>>,
  slots: number,
): Map<string, Float64Array> {
  const weights = series.map(() => new Float64Array(slots))
  const prices = series.map((one) => one.prices)
  const carried = new Float64Array(series.length)
  const units = new Float64Array(series.length)
  for (let slot = 0; slot < slots; slot += 1) {
    carryPrices(prices, slot, carried)
    const set = rebalances.get(slot)
    if (set)
      for (const [at, { id }] of series.entries()) units[at] = unitsOf(set.get(id), carried[at] as number)
    let total = 0
    for (let at = 0; at < units.length; at += 1) total += (units[at] as number) * (carried[at] as number)
    if (total === 0) continue
    for (let at = 0; at < units.length; at += 1) {
      const row = weights[at] as Float64Array
      row[slot] = ((units[at] as number) * (carried[at] as number)) / total
    }
  }
  return new Map(series.map(({ id }, at) => [id, weights[at] as Float64Array]))
}

function unitsOf(weight: number | undefined, price: number): number {
  return weight === undefined ? 0 : weight / price
}
