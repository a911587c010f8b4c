const LEAST_MS = 200
const MOST_MS = 5000

/**
 * Wait before the next try to reach a database, ms: at random from 0.2 s up to a bound that doubles with every failure
 * to 5 s, so that instances that lost it together do not come back together. `chance`: 0 ≤ x < 1.
 */
export function reconnectDelay(failures: number, chance: number): number {
  const bound = Math.min(MOST_MS, LEAST_MS * 2 ** failures)
  return LEAST_MS + chance * (bound - LEAST_MS)
}
