import { isValidReturn } from '#lib/core/analytics/is-valid-return'

/** Above this weight what is left of the layer is rounding. */
const WHOLE_LAYER = 1 - 1e-9

export interface ExSelf {
  /** Return of the whole index, fraction. */
  indexReturn: number | null
  /** The token's weight in it at the start of the period, 0…1. */
  weight: number
  tokenReturn: number | null
}

/**
 * Return of a layer without one of its tokens.
 * Purpose: the benchmark of "beta to the own layer"; a large token would otherwise be compared with itself.
 * Formula: R₋ᵢ = (R − w rᵢ) / (1 − w). Unit: fraction. `null` where a return is unknown or the token is the whole layer.
 * Cost: O(1). Source: the weighted mean of the others, solved for.
 * Example: R = 4 %, w = 0.25, r = 10 % → 2 %.
 * @throws RangeError for a weight outside 0…1.
 */
export function exSelfReturn({ indexReturn, weight, tokenReturn }: ExSelf): number | null {
  if (!(weight >= 0 && weight <= 1)) {
    throw new RangeError(`exSelfReturn requires a weight inside 0…1, got ${weight}`)
  }
  if (!isValidReturn(indexReturn) || !isValidReturn(tokenReturn) || weight > WHOLE_LAYER) return null
  return (indexReturn - weight * tokenReturn) / (1 - weight)
}
