import { isConstant } from '#lib/core/analytics/is-constant'
import { mean } from '#lib/core/analytics/mean'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { finiteOrNull, knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

export interface SampleMoments {
  n: number
  mean: number | null
  /** n − 1. */
  standardDeviation: number | null
  /** Bias-adjusted (G1); needs three values. */
  skewness: number | null
  /** Bias-adjusted (G2), 0 for a normal distribution; needs four values. */
  excessKurtosis: number | null
  /** Moment ratio m3 / m2^1.5 of the values themselves (g1). */
  populationSkewness: number | null
  /** Moment ratio m4 / m2² − 3 of the values themselves (g2). */
  populationExcessKurtosis: number | null
  /** Why the first unknown of the above is unknown. */
  reason: StatisticReason | null
}

/**
 * Mean, deviation, skewness and excess kurtosis.
 * Formula: m_k = (1/n) Σ (x − mean)^k; g1 = m3 / m2^1.5, g2 = m4 / m2² − 3; G1 = g1 sqrt(n (n − 1)) / (n − 2),
 * G2 = (n − 1) / ((n − 2)(n − 3)) × ((n + 1) g2 + 6). Unit: mean and deviation that of x, the shapes none.
 * Gaps: `null` and non-finite values do not count. `constant` values have a deviation but no shape.
 * Cost: O(n). Source: Joanes & Gill, The Statistician 47 (1998), type 2; R's e1071, scipy `bias=False`, Excel.
 * Example: [1, 2, 3, 10] → mean 4, sd 4.0825, G1 1.7636, G2 3.2344.
 */
export function sampleMoments(values: readonly (number | null)[]): SampleMoments {
  const known = knownValues(values)
  const n = known.length
  const center = mean(known)
  const base = { n, mean: center, standardDeviation: sampleStandardDeviation(known) }
  if (n < 2) return { ...base, ...NO_SHAPE, reason: 'too-short' }
  if (isConstant(known)) return { ...base, ...NO_SHAPE, reason: 'constant' }
  const ratios = center === null ? null : momentRatios(known, center)
  if (ratios === null) return { ...base, ...NO_SHAPE, reason: 'out-of-range' }
  const { g1, g2 } = ratios
  return {
    ...base,
    skewness: n < 3 ? null : (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    excessKurtosis: n < 4 ? null : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6),
    populationSkewness: g1,
    populationExcessKurtosis: g2,
    reason: n < 4 ? 'too-short' : null,
  }
}

const NO_SHAPE = {
  skewness: null,
  excessKurtosis: null,
  populationSkewness: null,
  populationExcessKurtosis: null,
} as const

function momentRatios(values: readonly number[], center: number): { g1: number; g2: number } | null {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value - center))
  let second = 0
  let third = 0
  let fourth = 0
  for (const value of values) {
    // The ratios have no unit: counting in the largest deviation keeps its fourth power inside a double.
    const deviation = (value - center) / largest
    second += deviation ** 2
    third += deviation ** 3
    fourth += deviation ** 4
  }
  const n = values.length
  const g1 = finiteOrNull(third / n / (second / n) ** 1.5)
  const g2 = finiteOrNull(fourth / n / (second / n) ** 2 - 3)
  return g1 === null || g2 === null ? null : { g1, g2 }
}
