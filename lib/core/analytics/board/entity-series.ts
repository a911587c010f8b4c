import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { layerBasket } from '#lib/core/analytics/board/layer-basket'
import type { SeriesGrid } from '#lib/core/analytics/board/series-grid'
import { rebasedSeries } from '#lib/core/analytics/rebased-series'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface EntitySeries {
  values: (number | null)[]
  reason: UnknownReason | null
}

/** One basket on the grid, rebased to 100; all `null` with a reason where its return is not published. */
export function entitySeries(
  tokens: readonly BoardToken[],
  grid: SeriesGrid,
  { weighting }: BoardInput,
): EntitySeries {
  const { basket } = layerBasket(tokens, grid.range, weighting)
  if (basket === null) return { values: grid.times.map(() => null), reason: 'low-coverage' }
  return { values: rebasedSeries(basket.shares, grid.times.length, grid.relativePrices), reason: null }
}

/**
 * Steps worth keeping of lines on one grid: one at which nothing at all is known would only cut every line. Both ends
 * always stay.
 */
export function knownSteps(lines: readonly (readonly (number | null)[])[], count: number): number[] {
  const isKept = (at: number) =>
    at === 0 || at === count - 1 || lines.some((line) => (line[at] ?? null) !== null)
  return Array.from({ length: count }, (_, at) => at).filter(isKept)
}
