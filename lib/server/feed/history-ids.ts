import type { MarketView } from '#lib/core/analytics/board/board-input'
import { mappedTokens } from '#lib/core/analytics/board/constituents'
import type { Stack } from '#lib/core/stack/stack'

/** Ids whose history counts, largest market cap first; tokens that trade nowhere are not asked for. */
export function historyIds(stack: Stack, market: MarketView | null): string[] {
  const sizeOf = (id: string) => market?.quotes.get(id)?.quote.marketCap ?? Number.NEGATIVE_INFINITY
  return mappedTokens(stack)
    .filter(({ listing }) => listing !== 'inactive' && listing !== 'pre-launch')
    .map(({ id }) => id)
    .toSorted((a, b) => compareSizes(sizeOf(b), sizeOf(a)) || (a < b ? -1 : 1))
}

/** Two unknown sizes are equal; their difference would be NaN. */
function compareSizes(a: number, b: number): number {
  return a === b ? 0 : a - b
}
