import { requireEqualLengths } from '#lib/core/analytics/argument-checks'
import { isConstant } from '#lib/core/analytics/is-constant'
import { isValidReturn } from '#lib/core/analytics/is-valid-return'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface Dispersion {
  /** Tokens with a return and a weight. */
  n: number
  /** Weighted deviation from the index return, fraction. */
  weighted: number | null
  /** Sample deviation of the returns, every token alike. */
  equal: number | null
  /** Weighted mean of the returns. */
  indexReturn: number | null
  reason: UnknownReason | null
}

/**
 * How far apart the tokens of a group moved over one period.
 * Purpose: one trade or many, on a single day; no history needed.
 * Formula: R = Σ w r, weighted = sqrt( Σ w (r − R)² ) with the weights of the valid tokens scaled to 1;
 * equal = sample deviation of r. Unit: fraction. Gaps: a token without a return or a weight is left out; `null` with
 * `too-few-constituents` below two. Cost: O(n). Source: S&P Dow Jones, Dispersion: Measuring Market Opportunity.
 * Example: +10 % and −10 % at halves → weighted 10 %, equal 14.1 %, R = 0.
 * @throws RangeError for inputs of different length or a negative weight.
 */
export function dispersion(
  returns: readonly (number | null)[],
  weights: readonly (number | null)[],
): Dispersion {
  requireEqualLengths('dispersion', { returns, weights })
  const tokens = returns.flatMap((value, at) => {
    const weight = weights[at] ?? null
    if (weight !== null && weight < 0) {
      throw new RangeError(`dispersion requires weights of 0 or more, got ${weight} at ${at}`)
    }
    return isValidReturn(value) && isValidReturn(weight) ? [{ value, weight }] : []
  })
  const n = tokens.length
  const total = sum(tokens.map(({ weight }) => weight))
  if (n < 2 || total === 0) {
    return { n, weighted: null, equal: null, indexReturn: null, reason: 'too-few-constituents' }
  }
  const values = tokens.map(({ value }) => value)
  const indexReturn = sum(tokens.map(({ value, weight }) => (weight / total) * value))
  const squares = sum(tokens.map(({ value, weight }) => (weight / total) * (value - indexReturn) ** 2))
  const weighted = isConstant(values, 1) ? 0 : Math.sqrt(squares)
  return { n, weighted, equal: sampleStandardDeviation(values), indexReturn, reason: null }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
