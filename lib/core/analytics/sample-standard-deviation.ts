import { mean } from '#lib/core/analytics/mean'
import { finiteOrNull } from '#lib/core/analytics/statistic'

/**
 * Sample standard deviation with Bessel's correction.
 * Formula: sqrt( Σ (x − mean)² / (n − 1) ), two passes, less (Σ (x − mean))² / n for what rounding left in the mean;
 * E[x²] − E[x]² would cancel (NIST NumAcc3). Exactly 0 for equal values.
 * Unit: that of x. `null` below two values or beyond what a double holds. Cost: O(n).
 * Source: Chan, Golub & LeVeque, The American Statistician 37 (1983), the corrected two-pass algorithm.
 * Example: [1, 2, 3] → 1.
 */
export function sampleStandardDeviation(values: readonly number[]): number | null {
  const n = values.length
  const center = mean(values)
  if (n < 2 || center === null) return null
  let squares = 0
  let rest = 0
  for (const value of values) {
    const deviation = value - center
    squares += deviation ** 2
    rest += deviation
  }
  return finiteOrNull(Math.sqrt(Math.max(0, squares - rest ** 2 / n) / (n - 1)))
}
