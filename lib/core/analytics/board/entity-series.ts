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

/** A basket's line of the grid's range, rebased to 1; empty when unknown. */
export function entityLine(
  tokens: readonly BoardToken[],
  grid: SeriesGrid,
  input: BoardInput,
): (number | null)[] {
  const { values, reason } = entitySeries(tokens, grid, input)
  return reason === null ? values.map((value) => (value === null ? null : value / 100)) : []
}
