import { capWeights } from '#lib/core/analytics/cap-weights'
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
  /** Level at the first slot. */
  base: number
  /** Whether the weights are set anew at a slot; the first slot always is one. */
  isRebalance: (slot: number) => boolean
  /** Whether a constituent may be held from a rebalance at this slot on; its price and cap are checked here. */
  isMember: (id: string, slot: number) => boolean
}

interface Holding {
  series: IndexSeries
  units: number
}

/**
 * Level of an index with fixed units between rebalances.
 * Formula: at a rebalance u_i = w_i L_t / P_i,t with w the scheme's weights of the eligible; in between
 * L_t = Σ u_i P_i,t. A rebalance never moves the level.
 * Gaps: a missing price is carried forward (its return arrives later). A constituent needs a carried price and,
 * unless weights are equal, a market cap at the rebalance itself. Slots before the first eligible rebalance are `null`.
 * Unit: that of `base`. Cost: O(slots × constituents). Source: S&P Dow Jones, Index Mathematics.
 */
export function indexLevels(
  constituents: readonly IndexSeries[],
  slots: number,
  rules: IndexRules,
): (number | null)[] {
  const carried = new Map<string, number>()
  const levels: (number | null)[] = []
  let holdings: Holding[] = []
  let level = rules.base
  for (let slot = 0; slot < slots; slot += 1) {
    carryPrices(constituents, slot, carried)
    if (holdings.length > 0) level = levelOf(holdings, carried)
    if (slot === 0 || holdings.length === 0 || rules.isRebalance(slot)) {
      const next = rebalance({ constituents, slot, level, carried, rules })
      if (next.length > 0) holdings = next
    }
    levels.push(holdings.length > 0 ? level : null)
  }
  return levels
}

function carryPrices(constituents: readonly IndexSeries[], slot: number, carried: Map<string, number>): void {
  for (const series of constituents) {
    const price = series.prices[slot]
    if (isValidPrice(price)) carried.set(series.id, price)
  }
}

function levelOf(holdings: readonly Holding[], carried: ReadonlyMap<string, number>): number {
  let level = 0
  for (const { series, units } of holdings) level += units * (carried.get(series.id) as number)
  return level
}

interface Rebalance {
  constituents: readonly IndexSeries[]
  slot: number
  level: number
  carried: ReadonlyMap<string, number>
  rules: IndexRules
}

function rebalance({ constituents, slot, level, carried, rules }: Rebalance): Holding[] {
  const eligible = constituents.flatMap((series) => {
    const price = carried.get(series.id)
    const marketCap = series.marketCaps[slot] ?? null
    if (price === undefined || !rules.isMember(series.id, slot)) return []
    if (rules.weighting === 'equal') return [{ series, price, marketCap: 1 }]
    return isValidPrice(marketCap) ? [{ series, price, marketCap }] : []
  })
  if (eligible.length === 0) return []
  const weights = capWeights(
    eligible.map((one) => one.marketCap),
    rules.weighting,
  )
  return eligible.map(({ series, price }, at) => ({
    series,
    units: ((weights[at] as number) * level) / price,
  }))
}
