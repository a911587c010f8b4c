import { requireEqualLengths } from '#lib/core/analytics/argument-checks'
import { isValidReturn } from '#lib/core/analytics/is-valid-return'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface ReturnContribution {
  /** Of each token, fraction of the first level. */
  contribution: (number | null)[]
  /** Return of the whole; the exact sum of `contribution` in its order. */
  total: number | null
  reason: UnknownReason | null
}

/**
 * What each token added to a return over several periods with rebalances.
 * Purpose: the contribution waterfall of a layer's index.
 * Formula: c_i = Σ_t L_{t−1} w_{i,t} r_{i,t} with weights at the beginning of each period, L_0 = 1 and
 * L_t = L_{t−1} (1 + Σ_i w_{i,t} r_{i,t}); so Σ c_i = L_T − 1 without any smoothing. Unit: fraction.
 * `[period][token]`; gaps: a token that is not held (weight 0) needs no return; a missing return or weight of a held one
 * makes everything `null` with `no-return`. Cost: O(periods × tokens).
 * Source: Bacon, Practical Portfolio Performance Measurement and Attribution, ch. 8.
 * Example: halves, +50 % and −25 %, then 2/3 and 1/3, 0 and +30 % → 25 % and −1.25 %, together 23.75 %.
 * @throws RangeError for weights and returns of different shape.
 */
export function returnContribution(
  beginWeights: readonly (readonly (number | null)[])[],
  returns: readonly (readonly (number | null)[])[],
): ReturnContribution {
  requireSameShape(beginWeights, returns)
  const tokens = (beginWeights[0] ?? []).length
  const contribution = new Array<number>(tokens).fill(0)
  if (beginWeights.length === 0) return unknown(tokens, 'too-short')
  let level = 1
  for (const [period, weights] of beginWeights.entries()) {
    let change = 0
    for (const [token, weight] of weights.entries()) {
      const part = weight === 0 ? 0 : product(weight, returns[period]?.[token])
      if (part === null) return unknown(tokens, 'no-return')
      contribution[token] = (contribution[token] as number) + level * part
      change += part
    }
    level *= 1 + change
  }
  let total = 0
  for (const part of contribution) total += part
  return Number.isFinite(total) ? { contribution, total, reason: null } : unknown(tokens, 'no-return')
}

function product(weight: number | null, value: number | null | undefined): number | null {
  return isValidReturn(weight) && isValidReturn(value) ? weight * value : null
}

function requireSameShape(
  beginWeights: readonly (readonly unknown[])[],
  returns: readonly (readonly unknown[])[],
): void {
  requireEqualLengths('returnContribution', { beginWeights, returns })
  const [first] = beginWeights
  for (const [period, weights] of beginWeights.entries()) {
    requireEqualLengths('returnContribution', {
      'beginWeights[0]': first ?? [],
      [`beginWeights[${period}]`]: weights,
      [`returns[${period}]`]: returns[period] ?? [],
    })
  }
}

function unknown(tokens: number, reason: UnknownReason): ReturnContribution {
  return { contribution: new Array<null>(tokens).fill(null), total: null, reason }
}
