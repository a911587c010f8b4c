import { isValidPrice } from '#lib/core/analytics/log-returns'
import { finiteOrNull } from '#lib/core/analytics/statistic'

/**
 * Simple returns of one slot per period.
 * Purpose: whatever is summed over tokens (indices, contributions, beta) and Sharpe, Sortino and VaR.
 * Formula: r_t = P_t / P_{t−1} − 1. Unit: fraction per period.
 * Gaps: a return exists only between two adjacent valid slots, else `null`; a gap is never bridged.
 * Cost: O(n). Source: Bacon, Practical Portfolio Performance Measurement and Attribution, ch. 2.
 * Example: [100, 110, null, 50] → [0.1, null, null].
 */
export function simpleReturns(prices: readonly (number | null)[]): (number | null)[] {
  const returns: (number | null)[] = []
  for (let slot = 1; slot < prices.length; slot += 1) {
    const before = prices[slot - 1]
    const after = prices[slot]
    returns.push(isValidPrice(before) && isValidPrice(after) ? finiteOrNull(after / before - 1) : null)
  }
  return returns
}
