import { requireInsideUnit, requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { type Statistic, statisticOf, unknownStatistic } from '#lib/core/analytics/statistic'

/** RiskMetrics' decay for daily returns. */
export const RISKMETRICS_LAMBDA = 0.94

/**
 * How the recursion starts: `first` s_1 = r_1²; `{ meanOf: m }` s_m = mean of the first m squares, the recursion goes on
 * from m + 1; `normalized` weights are divided by their sum; `truncated` the sum is taken as it is, low by λⁿ.
 */
export type EwmaSeed = 'first' | 'normalized' | 'truncated' | { meanOf: number }

export interface EwmaOptions {
  /** Decay λ, inside 0…1. */
  lambda: number
  periodsPerYear: number
  seed: EwmaSeed
}

/**
 * Exponentially weighted volatility after the newest return: the forecast for the next period.
 * Formula: s²_t = λ s²_{t−1} + (1 − λ) r_t², no mean is subtracted; result s_T × sqrt(periods per year).
 * Unit: fraction per √year. Input: log returns, oldest first.
 * Gaps: the recursion cannot step over one: `gap`; `too-short` when empty or below the seed's length.
 * Cost: O(n). Source: J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. 1996, ch. 5. A seed still weighs λⁿ
 * after n returns: 2.4 % after 60 at λ = 0.94, so nothing shorter should be shown.
 * Example: λ = 0.5, [0.02, −0.04, 0.06], `first`, 1 period per year → sqrt(0.0023).
 * @throws RangeError for λ outside 0…1, a seed shorter than one return or periods per year that are not above 0
 */
export function ewmaVolatility(returns: readonly (number | null)[], options: EwmaOptions): Statistic {
  const { lambda, periodsPerYear, seed } = options
  requireInsideUnit('ewmaVolatility', 'lambda', lambda)
  requirePositive('ewmaVolatility', 'periodsPerYear', periodsPerYear)
  if (typeof seed === 'object') requireWhole('ewmaVolatility', 'meanOf', seed.meanOf, 1)
  const squares: number[] = []
  for (const value of returns) {
    if (value === null || !Number.isFinite(value)) return unknownStatistic(squares.length, 'gap')
    squares.push(value ** 2)
  }
  const needed = typeof seed === 'object' ? seed.meanOf : 1
  if (squares.length < needed) return unknownStatistic(squares.length, 'too-short')
  return statisticOf(Math.sqrt(variance(squares, lambda, seed) * periodsPerYear), squares.length)
}

/**
 * Equally weighted returns that would know a variance as well as `n` exponentially weighted ones.
 * Purpose: the standard error of an EWMA volatility; its own n would promise an exactness it does not have.
 * Formula: 1 / Σ w², w = (1 − λ) λ^i for the newest n − m returns and λ^(n−m) / m for the m of the seed; towards
 * (1 + λ) / (1 − λ), which is 32.3 at λ = 0.94. Unit: returns. 0 for n = 0. Cost: O(1).
 * Source: Kish, Survey Sampling (1965), effective sample size.
 * Example: λ = 0.94, m = 30, n = 30 → 30.
 * @throws RangeError for λ outside 0…1, a seed shorter than one return or an n that is no count
 */
export function ewmaEffectiveReturns(n: number, lambda: number, seedLength: number): number {
  requireWhole('ewmaEffectiveReturns', 'n', n, 0)
  requireInsideUnit('ewmaEffectiveReturns', 'lambda', lambda)
  requireWhole('ewmaEffectiveReturns', 'seedLength', seedLength, 1)
  if (n <= seedLength) return n
  const left = lambda ** (2 * (n - seedLength))
  return 1 / (((1 - lambda) / (1 + lambda)) * (1 - left) + left / seedLength)
}

function variance(squares: readonly number[], lambda: number, seed: EwmaSeed): number {
  if (seed === 'truncated') return decay(squares, lambda, 0)
  // The truncated weights (1 − λ) λ^i add up to 1 − λⁿ.
  if (seed === 'normalized') return decay(squares, lambda, 0) / -Math.expm1(squares.length * Math.log(lambda))
  const length = seed === 'first' ? 1 : seed.meanOf
  let sum = 0
  for (const square of squares.slice(0, length)) sum += square
  return decay(squares.slice(length), lambda, sum / length)
}

function decay(squares: readonly number[], lambda: number, start: number): number {
  let level = start
  for (const square of squares) level = lambda * level + (1 - lambda) * square
  return level
}
