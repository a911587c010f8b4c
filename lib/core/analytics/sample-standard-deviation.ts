/**
 * Sample standard deviation with Bessel's correction.
 * Formula: sqrt( Σ (x − mean)² / (n − 1) ), two passes; E[x²] − E[x]² would cancel (NIST NumAcc3).
 * Unit: that of x. `null` below two values. Cost: O(n).
 * Example: [1, 2, 3] → 1.
 */
export function sampleStandardDeviation(values: readonly number[]): number | null {
  const n = values.length
  if (n < 2) return null
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / n
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / (n - 1))
}
