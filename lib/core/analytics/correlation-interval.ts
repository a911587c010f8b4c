import { requireWhole } from '#lib/core/analytics/argument-checks'

/** 97.5 % point of the standard normal distribution. */
const NORMAL_975 = 1.959963984540054

/** Bounds of a 95 % interval, −1…1. */
export interface CorrelationInterval {
  lower: number
  upper: number
}

/**
 * 95 % confidence interval of a correlation by Fisher's transformation.
 * Purpose: whether a correlation is more than noise; at n = 90 and ρ = 0 it reaches ±0.21.
 * Formula: tanh( atanh ρ ± 1.96 / sqrt(n − 3) ). Unit: −1…1. `null` for an unknown correlation or n of 3 and less.
 * Cost: O(1). Source: Fisher, Metron 1, 1921; equals R's `cor.test`.
 * Example: ρ = 0.5, n = 28 → 0.156 … 0.736.
 * @throws RangeError for a correlation outside −1…1 or an `n` that is no count.
 */
export function correlationInterval(correlation: number | null, n: number): CorrelationInterval | null {
  requireWhole('correlationInterval', 'n', n, 0)
  if (correlation === null || n <= 3) return null
  if (!(Math.abs(correlation) <= 1)) {
    throw new RangeError(`correlationInterval requires a correlation inside −1…1, got ${correlation}`)
  }
  const centre = Math.atanh(correlation)
  const reach = NORMAL_975 / Math.sqrt(n - 3)
  return { lower: Math.tanh(centre - reach), upper: Math.tanh(centre + reach) }
}
