import { requireEqualLengths, requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { completeRows } from '#lib/core/analytics/complete-rows'
import { isConstant } from '#lib/core/analytics/is-constant'
import { sampleCovariance } from '#lib/core/analytics/sample-covariance'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface RiskContribution {
  /** Dates on which every token has a return. */
  n: number
  /** Of the portfolio, annualised fraction. */
  volatility: number | null
  /** Volatility gained per unit of weight, one per token. */
  marginal: number[] | null
  /** Volatility points of each token; they sum to `volatility`, a hedge's is negative. */
  contribution: number[] | null
  /** `contribution` as a share of `volatility`; sums to 1. */
  share: number[] | null
  /** Weighted average volatility over the portfolio's; 1 for one token, more the better weights without shorts spread. */
  diversificationRatio: number | null
  /** Weighted average of the tokens' own volatilities, annualised: the "typical token", not the layer. */
  weightedAverageVolatility: number | null
  reason: UnknownReason | null
}

export interface RiskContributionOptions {
  /** 365 for daily returns. */
  periodsPerYear: number
  /** Common dates that must exist; at least 2. */
  minObs?: number
}

/**
 * Who carries the risk of a portfolio, by Euler's theorem.
 * Purpose: the risk side of a layer's constituents, and how much its mixture diversifies.
 * Formula: Σ the sample covariance × periods per year; σ = sqrt(w'Σw), marginal m = Σw / σ, contribution c = w m with
 * Σc = σ; diversification ratio = Σ w_i σ_i / σ. Weights are taken as given. Unit: annualised fractions.
 * `returns[date][token]`; gaps: dates with any missing return are left out; `null` with `too-short` or `gap` below
 * `minObs`, with `constant` where the portfolio never moves. Cost: O(tokens² × dates).
 * Source: Litterman, Hot Spots and Hedges, 1996; Choueifaty & Coignard, Journal of Portfolio Management 35(1), 2008.
 * Example: one token with weight 1 → its own volatility, contribution the same, ratio 1.
 * @throws RangeError for weights that are not one finite number per token, or an annual factor that is not above 0.
 */
export function riskContribution(
  returns: readonly (readonly (number | null)[])[],
  weights: readonly number[],
  { periodsPerYear, minObs = 2 }: RiskContributionOptions,
): RiskContribution {
  requireRiskArguments(returns, weights, periodsPerYear)
  requireWhole('riskContribution', 'minObs', minObs, 0)
  const rows = completeRows('riskContribution', returns)
  const n = rows.length
  const least = Math.max(2, minObs)
  if (weights.length === 0) return unknown(n, 'too-few-constituents')
  if (n < least) return unknown(n, returns.length < least ? 'too-short' : 'gap')
  const columns = weights.map((_, token) => rows.map((row) => row[token] as number))
  const portfolio = rows.map((row) => dot(row, weights))
  if (isConstant(portfolio, 1)) return unknown(n, 'constant')
  const covariance = sampleCovariance(columns).map((row) => row.map((value) => value * periodsPerYear))
  const slopes = covariance.map((row) => dot(row, weights))
  const variance = dot(slopes, weights)
  if (!(variance > 0)) return unknown(n, 'constant')
  const volatility = Math.sqrt(variance)
  const marginal = slopes.map((slope) => slope / volatility)
  const contribution = marginal.map((value, token) => value * (weights[token] as number))
  const own = covariance.map((row, token) => Math.sqrt(row[token] as number))
  const weightedAverageVolatility = dot(own, weights)
  return {
    n,
    volatility,
    marginal,
    contribution,
    share: contribution.map((value) => value / volatility),
    diversificationRatio: weightedAverageVolatility / volatility,
    weightedAverageVolatility,
    reason: null,
  }
}

/** A weight beyond this is no portfolio, and its square would leave the range of numbers. */
const LARGEST_WEIGHT = 1e6

function requireRiskArguments(
  returns: readonly (readonly unknown[])[],
  weights: readonly number[],
  periodsPerYear: number,
): void {
  if (returns[0]) requireEqualLengths('riskContribution', { weights, 'returns[0]': returns[0] })
  const bad = weights.findIndex((weight) => !(Math.abs(weight) <= LARGEST_WEIGHT))
  if (bad !== -1) throw new RangeError(`riskContribution requires weights, got ${weights[bad]} at ${bad}`)
  requirePositive('riskContribution', 'periodsPerYear', periodsPerYear)
}

function dot(values: readonly number[], weights: readonly number[]): number {
  let sum = 0
  for (const [at, value] of values.entries()) sum += value * (weights[at] as number)
  return sum
}

function unknown(n: number, reason: UnknownReason): RiskContribution {
  return {
    n,
    volatility: null,
    marginal: null,
    contribution: null,
    share: null,
    diversificationRatio: null,
    weightedAverageVolatility: null,
    reason,
  }
}
