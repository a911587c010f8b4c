/**
 * Arithmetic mean.
 * Formula: x₁ + Σ (x − x₁) / n. Sums differences to the first value, so that a level far above the spread costs no
 * digits and the mean of equal values is that value exactly. Unit: that of x. `null` when empty or beyond a double.
 * Cost: O(n). Example: [1, 2, 6] → 3.
 */
export function mean(values: readonly number[]): number | null {
  const [first] = values
  if (first === undefined) return null
  let sum = 0
  for (const value of values) sum += value - first
  const result = first + sum / values.length
  return Number.isFinite(result) ? result : null
}
