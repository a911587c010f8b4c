import type { Breadth } from '#lib/core/contract/snapshot'

/** How many tokens rose, fell, did not move, or are not known. Cost: O(n). Example: [0.1, −0.2, null] → 1, 1, 0, 1. */
export function breadth(returns: readonly (number | null)[]): Breadth {
  const counts: Breadth = { up: 0, down: 0, unchanged: 0, unknown: 0 }
  for (const value of returns) {
    if (value === null) counts.unknown += 1
    else if (value > 0) counts.up += 1
    else if (value < 0) counts.down += 1
    else counts.unchanged += 1
  }
  return counts
}
