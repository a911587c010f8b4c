import { isValidReturn } from '#lib/core/analytics/is-valid-return'

/** Two return series on the dates where both are known, oldest first. */
export interface JointReturns {
  first: readonly number[]
  second: readonly number[]
}

/**
 * The common dates of two series of one slot per period. A date where either side is missing counts on neither.
 * Cost: O(n). Example: [0.1, null, 0.2] and [0.3, 0.4, 0.5] → [0.1, 0.2] and [0.3, 0.5].
 */
export function jointReturns(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
): JointReturns {
  const joint = { first: [] as number[], second: [] as number[] }
  for (let slot = 0; slot < first.length; slot += 1) {
    const one = first[slot]
    const other = second[slot]
    if (!isValidReturn(one) || !isValidReturn(other)) continue
    joint.first.push(one)
    joint.second.push(other)
  }
  return joint
}
