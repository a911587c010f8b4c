import { isValidPrice } from '#lib/core/analytics/log-returns'

/** Closes a token needs before an index may hold it. */
export const MINIMUM_CLOSES = 30
/** A close must be this recent at a rebalance, in days. */
const RECENT_CLOSE_DAYS = 3
/** After this many days without a close a token leaves the index. */
const EXIT_DAYS = 7

export interface Eligibility {
  /** Per slot: whether a rebalance on that day may hold the token. */
  eligible: readonly boolean[]
  /** Slots on which it has just been without a close for 7 days. */
  leaves: ReadonlySet<number>
}

/** Every weighting and every layer of a token asks the same of the same closes; they are never changed in place. */
const remembered = new WeakMap<readonly (number | null)[], Eligibility>()

/** When an index may hold a token, by its closes alone, one slot per day; its market cap is checked at the rebalance. */
export function eligibility(prices: readonly (number | null)[]): Eligibility {
  const known = remembered.get(prices)
  if (known) return known
  const found = findEligibility(prices)
  remembered.set(prices, found)
  return found
}

function findEligibility(prices: readonly (number | null)[]): Eligibility {
  const leaves = new Set<number>()
  let closes = 0
  let lastValid = Number.NEGATIVE_INFINITY
  const eligible = prices.map((price, slot) => {
    if (isValidPrice(price)) {
      closes += 1
      lastValid = slot
    }
    if (slot - lastValid === EXIT_DAYS) leaves.add(slot)
    return closes >= MINIMUM_CLOSES && slot - lastValid < RECENT_CLOSE_DAYS
  })
  return { eligible, leaves }
}
