import { capWeights } from '#lib/core/analytics/cap-weights'
import type { Weighting } from '#lib/core/contract/vocabulary'

/** One candidate of a basket: today's market cap and the return over the window, either may be unknown. */
export interface BasketToken {
  id: string
  marketCap: number | null
  /** Fraction; `null` is unknown and takes no part, it never counts as 0. */
  return: number | null
}

export interface BasketShare {
  id: string
  /** Weight at the start of the window, 0…1. */
  weight: number
  return: number
  /** weight × return. */
  contribution: number
}

export interface Basket {
  /** Buy-and-hold return of the covered tokens; the exact sum of `shares`' contributions in their order. */
  return: number
  /** Largest absolute contribution first, then by id. */
  shares: readonly BasketShare[]
}

/**
 * What the basket really made over the window.
 * Formula: m_i = M_i / (1 + r_i) is the market cap at the start at constant supply; w = weights of m by the scheme;
 * R = Σ w_i r_i. With `cap` weights this equals ΣM / Σm − 1. Weighting by today's caps instead would always
 * be too high, by Var_w(r) / (1 + R).
 * Gaps: tokens without a known return above −100 % or a market cap above 0 are left out; coverage is told apart.
 * `null` for an empty basket. Unit: fraction. Cost: O(n log n). Source: a Laspeyres index of prices at constant supply.
 * Example: caps 330, 200, 100 with returns +10 %, +100 %, −50 % → +10.5 % (`cap`).
 */
export function basketReturn(tokens: readonly BasketToken[], weighting: Weighting): Basket | null {
  const covered = tokens.flatMap((token) => {
    if (!isCovered(token)) return []
    const startCap = token.marketCap / (1 + token.return)
    return Number.isFinite(startCap) && startCap > 0 ? [{ ...token, startCap }] : []
  })
  if (covered.length === 0) return null
  const weights = capWeights(
    covered.map((token) => token.startCap),
    weighting,
  )
  const shares = covered.map((token, at) => {
    const weight = weights[at] as number
    return { id: token.id, weight, return: token.return, contribution: weight * token.return }
  })
  shares.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.id < b.id ? -1 : 1))
  return { return: totalContribution(shares), shares }
}

/** Σ contribution in the given order: of all shares of a basket its return, to the last bit. */
export function totalContribution(shares: readonly Pick<BasketShare, 'contribution'>[]): number {
  let total = 0
  for (const share of shares) total += share.contribution
  return total
}

type CoveredToken = BasketToken & { marketCap: number; return: number }

/** Whether a token can take part: its market cap is above 0 and its return known and above −100 %. */
export function isCovered(token: BasketToken): token is CoveredToken {
  return token.marketCap !== null && token.marketCap > 0 && token.return !== null && token.return > -1
}
