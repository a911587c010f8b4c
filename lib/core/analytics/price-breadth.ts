import { requireWhole } from '#lib/core/analytics/argument-checks'
import { breadth } from '#lib/core/analytics/breadth'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { mean } from '#lib/core/analytics/mean'

export interface PriceBreadth {
  advancers: number
  decliners: number
  unchanged: number
  /** Advancers of all whose change is known, 0…1; `null` when none is. */
  advancePct: number | null
  /** Share of the eligible above their own moving average, 0…1; `null` when none is eligible. */
  pctAboveMA: number | null
  /** Tokens with a full window of prices. */
  maEligible: number
}

/**
 * How many tokens rose since the previous price, and how many stand above their moving average.
 * Purpose: whether a layer's move is broad or one token's.
 * Formula: last against previous price; last price > simple mean of the last `maWindow` prices, the last one included.
 * Gaps: a change needs the last two slots, the average every one of its `maWindow` slots; tokens without are not counted.
 * Unit: counts, and shares 0…1. Cost: O(tokens × maWindow). Source: market breadth as exchanges publish it.
 * Example: window 2, prices [1, 2] and [2, 1] → 1 advancer, 1 decliner, half above.
 * @throws RangeError for a window below 1.
 */
export function priceBreadth(
  series: readonly (readonly (number | null)[])[],
  maWindow: number,
): PriceBreadth {
  requireWhole('priceBreadth', 'maWindow', maWindow, 1)
  const { up, down, unchanged } = breadth(series.map(lastChange))
  const known = up + down + unchanged
  const above = series.map((prices) => isAboveAverage(prices, maWindow)).filter((one) => one !== null)
  return {
    advancers: up,
    decliners: down,
    unchanged,
    advancePct: known > 0 ? up / known : null,
    pctAboveMA: above.length > 0 ? above.filter(Boolean).length / above.length : null,
    maEligible: above.length,
  }
}

function lastChange(prices: readonly (number | null)[]): number | null {
  const [before, last] = [prices.at(-2), prices.at(-1)]
  return isValidPrice(before) && isValidPrice(last) ? last / before - 1 : null
}

/** `null` without a full window. */
function isAboveAverage(prices: readonly (number | null)[], maWindow: number): boolean | null {
  const window = prices.slice(-maWindow).filter(isValidPrice)
  const last = window.at(-1)
  const average = mean(window)
  if (window.length < maWindow || last === undefined || average === null) return null
  return last > average
}
