import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { StatisticReason } from '#lib/core/analytics/statistic'

/** Indices count the known prices, oldest first. */
export interface Drawdown {
  /** Deepest fall from a previous peak: 0…−1, a loss is negative. */
  maxDrawdown: number | null
  peakIndex: number | null
  troughIndex: number | null
  /** `null` while the price has not been back at the peak. */
  recoveryIndex: number | null
  periodsPeakToTrough: number | null
  periodsPeakToRecovery: number | null
  /** Newest price below the highest one so far: 0…−1. */
  currentDrawdown: number | null
  /** Known prices. */
  n: number
  reason: StatisticReason | null
}

/**
 * Maximum drawdown with its dates.
 * Formula: min_t (P_t / max_{s ≤ t} P_s − 1); the first price is a peak too, so a fall on the first day counts.
 * Trough = earliest minimum; peak = last touch of the running maximum before it; recovery = first later price at or above
 * the peak. A series that never fell has 0 and no dates. Unit: fraction, negative.
 * Gaps: missing prices are removed first; `too-short` below two.
 * Cost: O(n). Source: Bacon, Practical Portfolio Performance Measurement and Attribution, ch. 4; R's PerformanceAnalytics.
 * Example: [1, 0.9, 0.95, 0.75, 0.8] → −0.25 from index 0 to 3, now −0.2.
 */
export function maximumDrawdown(prices: readonly (number | null)[]): Drawdown {
  const known = prices.filter(isValidPrice)
  const [first] = known
  if (first === undefined || known.length < 2) return noDates(known.length, null)
  let peak = first
  let peakIndex = 0
  let current = 0
  let deepest: { depth: number; peak: number; peakIndex: number; troughIndex: number } | null = null
  for (const [index, price] of known.entries()) {
    if (price >= peak) {
      peak = price
      peakIndex = index
    }
    current = price / peak - 1
    if (deepest === null ? current < 0 : current < deepest.depth)
      deepest = { depth: current, peak, peakIndex, troughIndex: index }
  }
  if (deepest === null) return noDates(known.length, 0)
  const { depth, troughIndex } = deepest
  const height = deepest.peak
  const recovery = known.findIndex((price, index) => index > troughIndex && price >= height)
  return {
    maxDrawdown: depth,
    peakIndex: deepest.peakIndex,
    troughIndex,
    recoveryIndex: recovery === -1 ? null : recovery,
    periodsPeakToTrough: troughIndex - deepest.peakIndex,
    periodsPeakToRecovery: recovery === -1 ? null : recovery - deepest.peakIndex,
    currentDrawdown: current,
    n: known.length,
    reason: null,
  }
}

function noDates(n: number, depth: 0 | null): Drawdown {
  return {
    maxDrawdown: depth,
    peakIndex: null,
    troughIndex: null,
    recoveryIndex: null,
    periodsPeakToTrough: null,
    periodsPeakToRecovery: null,
    currentDrawdown: depth,
    n,
    reason: depth === null ? 'too-short' : null,
  }
}
