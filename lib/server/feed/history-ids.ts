import type { MarketView } from '#lib/core/analytics/board/board-input'
import { mappedTokens } from '#lib/core/analytics/board/constituents'
import { primaryMembership } from '#lib/core/stack/memberships'
import type { Stack, StackProject } from '#lib/core/stack/stack'

/** Ids whose history counts, largest market cap first; tokens that trade nowhere are not asked for. */
export function historyIds(stack: Stack, market: MarketView | null): string[] {
  const sizeOf = (id: string) => market?.quotes.get(id)?.quote.marketCap ?? Number.NEGATIVE_INFINITY
  return mappedTokens(stack)
    .filter(({ listing }) => listing !== 'inactive' && listing !== 'pre-launch')
    .map(({ id }) => id)
    .toSorted((a, b) => compareSizes(sizeOf(b), sizeOf(a)) || (a < b ? -1 : 1))
}

/** The other tokens of a token's primary layer, by id. */
export function layerPeers(stack: Stack, id: string): string[] {
  const layerOf = (project: StackProject) => primaryMembership(project).layer
  const own = stack.projects.find((project) => project.coingeckoId === id)
  if (!own) return []
  return stack.projects.flatMap((project) =>
    project.coingeckoId !== null && project.coingeckoId !== id && layerOf(project) === layerOf(own)
      ? [project.coingeckoId]
      : [],
  )
}

/** Two unknown sizes are equal; their difference would be NaN. */
function compareSizes(a: number, b: number): number {
  return a === b ? 0 : a - b
}
