import { coMoments } from '#lib/core/analytics/co-moments'
import { isConstant } from '#lib/core/analytics/is-constant'

/**
 * Pearson correlation of two equally long samples of returns.
 * Purpose: how far two tokens move together.
 * Formula: Σ(x − x̄)(y − ȳ) / ( sqrt Σ(x − x̄)² · sqrt Σ(y − ȳ)² ), kept inside −1…1 against rounding.
 * Unit: −1…1; `null` below two observations or where a side changes by no more than rounding. Cost: O(n).
 * Source: any textbook; equals R's `cor` and numpy's `corrcoef`.
 * Example: [1, 2, 3] and [3, 2, 1] → −1.
 */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  if (x.length < 2 || isConstant(x, 1) || isConstant(y, 1)) return null
  const { sumXX, sumYY, sumXY } = coMoments(x, y)
  return Math.max(-1, Math.min(1, sumXY / (Math.sqrt(sumXX) * Math.sqrt(sumYY))))
}
