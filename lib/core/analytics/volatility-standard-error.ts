import { requireWhole } from '#lib/core/analytics/argument-checks'

/** Kurtosis of a normal distribution (not the excess over it). */
const NORMAL_KURTOSIS = 3
/** Normal quantile at 97.5 %. */
const TWO_SIDED_95 = 1.959963984540054

/**
 * Standard error of a close-to-close volatility.
 * Purpose: differences smaller than this are noise; a 7-day figure of an AI token is known to ±44 % of itself.
 * Formula: s sqrt((κ − 1) / (4 n)), which is s / sqrt(2 n) for a normal κ = 3. Unit: that of s.
 * `kurtosis` is the plain one of the returns (excess + 3); leave it out for the normal form.
 * `null` when the volatility is. Cost: O(1). Source: Kendall & Stuart, The Advanced Theory of Statistics, vol. 1, ch. 10.
 * Example: s = 0.8, n = 30 → 0.1033; with κ = 6.3 → 0.1681.
 * @throws RangeError for n below 2, a negative volatility or a kurtosis below 1, which no distribution has
 */
export function volatilityStandardError(
  volatility: number | null,
  n: number,
  kurtosis: number = NORMAL_KURTOSIS,
): number | null {
  requireWhole('volatilityStandardError', 'n', n, 2)
  if (!(Number.isFinite(kurtosis) && kurtosis >= 1))
    throw new RangeError(`volatilityStandardError requires kurtosis to be at least 1, got ${kurtosis}`)
  if (volatility === null || !Number.isFinite(volatility)) return null
  if (volatility < 0)
    throw new RangeError(`volatilityStandardError requires volatility to be at least 0, got ${volatility}`)
  return volatility * Math.sqrt((kurtosis - 1) / 4 / n)
}

/**
 * The 95 % band of a close-to-close volatility.
 * Formula: s ± 1.96 standard errors, the lower end not below 0. Arguments as in `volatilityStandardError`.
 * Example: s = 0.8, n = 30 → 0.598…1.002.
 */
export function volatilityBand(
  volatility: number | null,
  n: number,
  kurtosis: number = NORMAL_KURTOSIS,
): { low: number; high: number } | null {
  const error = volatilityStandardError(volatility, n, kurtosis)
  if (volatility === null || error === null) return null
  const reach = TWO_SIDED_95 * error
  const high = volatility + reach
  return Number.isFinite(high) ? { low: Math.max(0, volatility - reach), high } : null
}
