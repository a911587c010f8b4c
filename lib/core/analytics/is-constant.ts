/** Roundings of the largest value that still count as "the same". */
const ROUNDINGS = 8

/**
 * Whether values differ by no more than rounding, so that a ratio over their spread would be noise.
 * Formula: max − min ≤ 8 ε max(|x|, unit). `unit` is the size at which the values were rounded: 1 for returns, which
 * are quotients minus 1, and 0 for plain numbers. Cost: O(n). Example: [0.3, 0.1 + 0.2] → true.
 */
export function isConstant(values: readonly number[], unit = 0): boolean {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  const size = Math.max(unit, Math.abs(least), Math.abs(greatest))
  return values.length === 0 || greatest - least <= ROUNDINGS * Number.EPSILON * size
}
