import type { TokenHistory } from '#lib/core/analytics/board/board-input'
import { constituentIds, SECTOR } from '#lib/core/analytics/board/constituents'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { layerIndex } from '#lib/core/analytics/layer-index'
import { headlineVolatility } from '#lib/core/analytics/realised-risk'
import type { VolatilityFigure } from '#lib/core/contract/snapshot'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { Stack } from '#lib/core/stack/stack'

export interface IndexView {
  stack: Stack
  history: ReadonlyMap<string, Pick<TokenHistory, 'daily'>>
  weighting: Weighting
  scope: Scope
  /** ms UTC */
  now: number
}

/**
 * Volatility of a layer is that of its index, a portfolio: the mean of the tokens' volatilities would overstate it.
 * By layer id and `sector`. Depends on daily closes only, so it is worth keeping between refreshes.
 */
export function indexVolatility(view: IndexView): Map<string, VolatilityFigure> {
  const entities = [...view.stack.layers.map((layer) => layer.id), SECTOR]
  return new Map(entities.map((entity) => [entity, volatilityOf(entity, view)]))
}

function volatilityOf(
  entity: string,
  { stack, history, weighting, scope, now }: IndexView,
): VolatilityFigure {
  const constituents = constituentIds(stack, entity, scope, now).flatMap((id) => {
    const closes = history.get(id)?.daily
    return closes ? [{ id, closes }] : []
  })
  const index = layerIndex(constituents, weighting, startOfDay(now))
  if (index.reason !== null) return { value: null, n: 0, percentile: null, reason: index.reason }
  return headlineVolatility(index.levels)
}
