import { requirePositive } from '#lib/core/analytics/argument-checks'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { maximumDrawdown } from '#lib/core/analytics/maximum-drawdown'
import { finiteOrNull, type StatisticReason } from '#lib/core/analytics/statistic'

export interface Calmar {
  /** Compound annual growth rate, a fraction. */
  cagr: number | null
  calmar: number | null
  /** Known prices. */
  n: number
  reason: StatisticReason | null
}

/**
 * Compound annual growth over the deepest fall.
 * Formula: (P_last / P_first)^(periods per year / periods between) − 1, divided by |maximum drawdown|. Unit: 1 per year.
 * Input: one slot per period; the periods between the first and the last known price count, gaps included.
 * Gaps: missing prices take no part; `too-short` below two, `no-drawdown` where the price never fell.
 * To be shown for a year or more only: a shorter window would be blown up to one. Cost: O(n).
 * Source: Young, Futures 20 (1991). Example: a year from 100 over 50 to 120 → 0.2 / 0.5 = 0.4.
 * @throws RangeError for periods per year that are not above 0
 */
export function calmarRatio(prices: readonly (number | null)[], periodsPerYear: number): Calmar {
  requirePositive('calmarRatio', 'periodsPerYear', periodsPerYear)
  const { maxDrawdown, n } = maximumDrawdown(prices)
  const firstSlot = prices.findIndex(isValidPrice)
  const lastSlot = prices.findLastIndex(isValidPrice)
  const first = prices[firstSlot]
  const last = prices[lastSlot]
  if (maxDrawdown === null || !isValidPrice(first) || !isValidPrice(last))
    return { cagr: null, calmar: null, n, reason: 'too-short' }
  const cagr = finiteOrNull((last / first) ** (periodsPerYear / (lastSlot - firstSlot)) - 1)
  if (cagr === null) return { cagr, calmar: null, n, reason: 'out-of-range' }
  if (maxDrawdown === 0) return { cagr, calmar: null, n, reason: 'no-drawdown' }
  const calmar = finiteOrNull(cagr / Math.abs(maxDrawdown))
  return { cagr, calmar, n, reason: calmar === null ? 'out-of-range' : null }
}
