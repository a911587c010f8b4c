import { requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { capWeights, type WeightLimits } from '#lib/core/analytics/cap-weights'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { Weighting } from '#lib/core/contract/vocabulary'

/** One constituent's series, one slot per date of the index; `null` where missing. */
export interface IndexSeries {
  id: string
  prices: readonly (number | null)[]
  marketCaps: readonly (number | null)[]
}

export interface IndexRules {
  weighting: Weighting
  /** Cap and floor of `capped` weights; default 30 % and none. */
  limits?: WeightLimits
  /** Level at the first slot. */
  base: number
  /** Whether the weights are set anew at a slot; the first slot always is one. */
  isRebalance: (slot: number) => boolean
  /** Whether a constituent may be held from a rebalance at this slot on; its price and cap are checked here. */
  isMember: (id: string, slot: number) => boolean
}

export interface IndexHistory {
  levels: (number | null)[]
  /** Weights set at each rebalance, by slot and id; they sum to 1. */
  weights: Map<number, Map<string, number>>
}

interface Holding {
  id: string
  /** Place among the constituents. */
  at: number
  weight: number
  units: number
}

/**
 * Level of an index with fixed units between rebalances, and the weights it was given.
 * Purpose: a layer as one series whose return somebody could have made.
 * Formula: at a rebalance u_i = w_i L_t / P_i,t with w the scheme's weights of the eligible; in between
 * L_t = Σ u_i P_i,t. A rebalance never moves the level.
 * Gaps: a missing price is carried forward (its return arrives later). A constituent needs a carried price and,
 * unless weights are equal, a market cap at the rebalance itself. Slots before the first eligible rebalance are `null`;
 * so is everything from a level on that a number cannot hold. With nobody eligible the units stay as they are.
 * Unit: that of `base`. Cost: O(slots × constituents). Source: S&P Dow Jones, Index Mathematics.
 * Example: equal weights, prices a = 1, 2, 4 and b = 1, 1, 1, base 1000 → 1000, 1500, 2500.
 * @throws RangeError for a base that is not above 0, a number of slots that is no count, or two series of one id.
 */
export function indexHistory(
  constituents: readonly IndexSeries[],
  slots: number,
  rules: IndexRules,
): IndexHistory {
  requireIndexArguments(constituents, slots, rules)
  // By place among the constituents; 0 is no price yet.
  const carried = new Float64Array(constituents.length)
  const prices = constituents.map((series) => series.prices)
  const history: IndexHistory = { levels: new Array(slots).fill(null), weights: new Map() }
  let holdings: readonly Holding[] = []
  let level = rules.base
  for (let slot = 0; slot < slots; slot += 1) {
    carryPrices(prices, slot, carried)
    if (holdings.length > 0) level = levelOf(holdings, carried)
    if (!isValidPrice(level)) break
    if (slot === 0 || holdings.length === 0 || rules.isRebalance(slot)) {
      const next = rebalance({ constituents, slot, level, carried, rules })
      if (next.length > 0) {
        holdings = next
        history.weights.set(slot, new Map(next.map(({ id, weight }) => [id, weight])))
      }
    }
    if (holdings.length > 0) history.levels[slot] = level
  }
  return history
}

/** The levels of `indexHistory` alone. */
export function indexLevels(
  constituents: readonly IndexSeries[],
  slots: number,
  rules: IndexRules,
): (number | null)[] {
  return indexHistory(constituents, slots, rules).levels
}

function requireIndexArguments(
  constituents: readonly IndexSeries[],
  slots: number,
  { base, weighting, limits }: IndexRules,
): void {
  requireWhole('indexHistory', 'slots', slots, 0)
  requirePositive('indexHistory', 'base', base)
  // A scheme or a cap that is none must not wait for the first eligible constituent to be found out.
  capWeights([], weighting, limits)
  const ids = constituents.map(({ id }) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) throw new RangeError(`indexHistory requires one series per id, got ${twice} twice`)
}

/** Takes the slot's prices, one series per constituent, over the carried ones, in place. */
export function carryPrices(
  prices: readonly IndexSeries['prices'][],
  slot: number,
  carried: Float64Array,
): void {
  for (let at = 0; at < prices.length; at += 1) {
    const price = (prices[at] as IndexSeries['prices'])[slot]
    if (isValidPrice(price)) carried[at] = price
  }
}

function levelOf(holdings: readonly Holding[], carried: Float64Array): number {
  let level = 0
  for (const { at, units } of holdings) level += units * (carried[at] as number)
  return level
}

interface Rebalance {
  constituents: readonly IndexSeries[]
  slot: number
  level: number
  carried: Float64Array
  rules: IndexRules
}

function rebalance({ constituents, slot, level, carried, rules }: Rebalance): Holding[] {
  const eligible = constituents.flatMap(({ id, marketCaps }, at) => {
    const price = carried[at] as number
    const marketCap = marketCaps[slot] ?? null
    if (price === 0 || !rules.isMember(id, slot)) return []
    if (rules.weighting === 'equal') return [{ id, at, price, marketCap: 1 }]
    return isValidPrice(marketCap) ? [{ id, at, price, marketCap }] : []
  })
  if (eligible.length === 0) return []
  const weights = capWeights(
    eligible.map((one) => one.marketCap),
    rules.weighting,
    rules.limits,
  )
  return eligible.map(({ id, at, price }, place) => {
    const weight = weights[place] as number
    return { id, at, weight, units: (weight * level) / price }
  })
}
