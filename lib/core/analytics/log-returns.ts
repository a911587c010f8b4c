/** A price that statistics may use: known, finite and above zero. Anything else is missing, not −100 %. */
export function isValidPrice(price: number | null | undefined): price is number {
  return price !== null && price !== undefined && Number.isFinite(price) && price > 0
}

/** ln(after / before) of two valid prices; finite even where their quotient is beyond a double. */
export function logRatio(after: number, before: number): number {
  const ratio = after / before
  return ratio > 0 && Number.isFinite(ratio) ? Math.log(ratio) : Math.log(after) - Math.log(before)
}

/**
 * Log returns of one slot per period.
 * Purpose: the input of every volatility; additive over time.
 * Formula: r_t = ln(P_t / P_{t−1}). Unit: fraction per period.
 * Gaps: a return exists only between two adjacent valid slots, else `null`; a gap is never bridged.
 * Cost: O(n). Source: Hull, Options, Futures and Other Derivatives, ch. 15.
 * Example: [1, e, null, 3] → [1, null, null].
 */
export function logReturns(prices: readonly (number | null)[]): (number | null)[] {
  const returns: (number | null)[] = []
  for (let slot = 1; slot < prices.length; slot += 1) {
    const before = prices[slot - 1]
    const after = prices[slot]
    returns.push(isValidPrice(before) && isValidPrice(after) ? logRatio(after, before) : null)
  }
  return returns
}
