import { fsum } from 'd3-array'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { membershipShares } from '#lib/core/stack/memberships'

export interface AdditiveFigures {
  /** Snapshot currency; `null` when no token's figure is known. */
  marketCap: number | null
  volume24h: number | null
}

/**
 * Sizes that may be added over layers: each token counts with its membership's share, shares sum to 1 per token, so
 * the layers' sizes sum to the sector's and nothing is counted twice. Source: style indices that split
 * one stock over two indices by shares that sum to 1 (S&P, Russell).
 */
export function additiveFigures(tokens: readonly BoardToken[], entity: string): AdditiveFigures {
  return {
    marketCap: shareWeightedSum(tokens, entity, (token) => token.quote?.marketCap ?? null),
    volume24h: shareWeightedSum(tokens, entity, (token) => token.quote?.volume24h ?? null),
  }
}

function shareWeightedSum(
  tokens: readonly BoardToken[],
  entity: string,
  figure: (token: BoardToken) => number | null,
): number | null {
  const parts = tokens.flatMap((token) => {
    const value = figure(token)
    return value === null ? [] : [value * shareIn(token, entity)]
  })
  // Exact to the last bit however many and however unequal the parts are.
  return parts.length === 0 ? null : fsum(parts)
}

/** Share of a token's size that belongs to the entity; the sector has every token once. */
export function shareIn({ mapped: { project } }: BoardToken, entity: string): number {
  if (entity === SECTOR || project === null) return 1
  const at = project.memberships.findIndex((membership) => membership.layer === entity)
  return membershipShares(project)[at] ?? 1
}
