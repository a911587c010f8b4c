import { requireEqualLengths, requireWhole } from '#lib/core/analytics/argument-checks'
import { coMoments } from '#lib/core/analytics/co-moments'
import { correlation } from '#lib/core/analytics/correlation'
import { isConstant } from '#lib/core/analytics/is-constant'
import { jointReturns } from '#lib/core/analytics/joint-returns'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

/** Two parameters are estimated, so a residual needs a third observation. */
const LEAST_OBSERVATIONS = 3

export interface Regression {
  /** Dates on which both returns are known. */
  n: number
  beta: number | null
  /** Intercept, fraction per period; not annualised. */
  alphaPerPeriod: number | null
  /** `null` for an asset that never moves, which still has a beta of 0. */
  correlation: number | null
  /** Share of the asset's variance that the benchmark explains, 0…1. */
  r2: number | null
  /** Unit of beta; `null` with it. */
  standardErrorOfBeta: number | null
  reason: UnknownReason | null
}

/**
 * Beta of an asset on a benchmark, by ordinary least squares of simple returns.
 * Purpose: how much of a benchmark's move the asset usually makes.
 * Formula: β = Σ(b − b̄)(a − ā) / Σ(b − b̄)², α = ā − β b̄, standard error of β = sqrt( Σe² / (n − 2) / Σ(b − b̄)² )
 * with the residuals e = a − α − β b. Unit: β a pure number, α a fraction per period.
 * Gaps: only dates where both are known; `null` with `too-short` or `gap` below max(3, `minObs`) of them, with
 * `constant` for a benchmark that never moves.
 * Cost: O(n). Source: Greene, Econometric Analysis, ch. 3–4; equals R's `lm`.
 * Example: [0.02, 0.04, −0.02, 0] on [0.01, 0.02, −0.01, 0] → β = 2, α = 0.
 * @throws RangeError for series of different length or a `minObs` that is no count.
 */
export function beta(
  asset: readonly (number | null)[],
  benchmark: readonly (number | null)[],
  minObs = LEAST_OBSERVATIONS,
): Regression {
  requireEqualLengths('beta', { asset, benchmark })
  requireWhole('beta', 'minObs', minObs, 0)
  const { first: y, second: x } = jointReturns(asset, benchmark)
  const n = x.length
  const least = Math.max(LEAST_OBSERVATIONS, minObs)
  if (n < least) return unknown(n, asset.length < least ? 'too-short' : 'gap')
  if (isConstant(x, 1)) return unknown(n, 'constant')
  const { meanX, meanY, sumXX, sumXY } = coMoments(x, y)
  const slope = sumXY / sumXX
  const intercept = meanY - slope * meanX
  const related = correlation(x, y)
  return {
    n,
    beta: slope,
    alphaPerPeriod: intercept,
    correlation: related,
    r2: related === null ? null : related * related,
    standardErrorOfBeta: residualDeviation(x, y, slope, intercept) / Math.sqrt(sumXX),
    reason: null,
  }
}

/** sqrt( Σe² / (n − 2) ): two degrees of freedom went into slope and intercept. */
function residualDeviation(
  x: readonly number[],
  y: readonly number[],
  slope: number,
  intercept: number,
): number {
  let squares = 0
  for (const [at, value] of x.entries()) squares += ((y[at] as number) - intercept - slope * value) ** 2
  return Math.sqrt(squares / (x.length - 2))
}

function unknown(n: number, reason: UnknownReason): Regression {
  return {
    n,
    beta: null,
    alphaPerPeriod: null,
    correlation: null,
    r2: null,
    standardErrorOfBeta: null,
    reason,
  }
}
