import { isValidReturn } from '#lib/core/analytics/is-valid-return'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { finiteOrNull } from '#lib/core/analytics/statistic'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface IssuanceToken {
  id: string
  marketCap: number | null
  /** Over 24 h, in the currency of the market cap. */
  marketCapChange24h: number | null
  /** Price return over 24 h, fraction. */
  return24h: number | null
}

export interface TokenIssuance {
  id: string
  /** Growth of the counted supply, fraction; positive dilutes. */
  drag: number | null
  reason: UnknownReason | null
}

export interface IssuanceDrag {
  /** Of the layer, fraction. */
  drag: number | null
  tokens: TokenIssuance[]
  /** Tokens whose drag is known. */
  n: number
  reason: UnknownReason | null
}

/**
 * How much of a layer's growth in size is new supply and not price, over 24 h.
 * Purpose: "the layer grew" told apart from "the layer was diluted".
 * Formula: s_i = (1 + cap change) / (1 + price change) − 1 with cap change = d / (M − d); for the layer the mean of s
 * weighted by the market caps M − d of 24 h ago, so that (1 + price return) (1 + drag) = 1 + market-cap change exactly.
 * Unit: fraction. Gaps: a token counts where cap, cap change and return are known; a cap change of exactly 0 beside a
 * price that moved is a frozen field (`stale`), not a burn.
 * Cost: O(n). Source: a value index is the product of its price and its quantity index (Laspeyres and Paasche).
 * Example: cap 200 after +100 at an unchanged price → 100 %.
 */
export function issuanceDrag(tokens: readonly IssuanceToken[]): IssuanceDrag {
  let before = 0
  let issued = 0
  const figures = tokens.map((token): TokenIssuance => {
    const start = capBefore(token)
    const reason = unknownReason(token, start)
    const drag = reason === null && start !== null ? supplyGrowth(token, start) : null
    if (drag === null || start === null) return { id: token.id, drag: null, reason: reason ?? 'no-return' }
    before += start
    issued += start * drag
    return { id: token.id, drag, reason: null }
  })
  const n = figures.filter(({ drag }) => drag !== null).length
  const drag = n === 0 ? null : finiteOrNull(issued / before)
  const reason = drag === null ? (figures.find((figure) => figure.reason)?.reason ?? 'no-market-cap') : null
  return { drag, tokens: figures, n, reason }
}

function capBefore({ marketCap, marketCapChange24h }: IssuanceToken): number | null {
  if (!isValidPrice(marketCap) || marketCapChange24h === null) return null
  const before = marketCap - marketCapChange24h
  return isValidPrice(before) ? before : null
}

function unknownReason({ marketCapChange24h, return24h }: IssuanceToken, start: number | null) {
  if (start === null) return 'no-market-cap'
  if (!isValidReturn(return24h) || return24h <= -1) return 'no-return'
  return marketCapChange24h === 0 && return24h !== 0 ? 'stale' : null
}

function supplyGrowth({ marketCap, return24h }: IssuanceToken, start: number): number | null {
  const growth = (marketCap as number) / start / (1 + (return24h as number)) - 1
  return isValidReturn(growth) ? growth : null
}
