import type { BoardInput, TokenHistory } from '#lib/core/analytics/board/board-input'
import { constituentIds, SECTOR } from '#lib/core/analytics/board/constituents'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { type LayerIndex, layerIndex } from '#lib/core/analytics/layer-index'
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
 * The index of every layer and of the sector, by id. Depends on daily closes only: worth keeping between refreshes.
 * `known`: indices that need no computing.
 */
export function layerIndices(
  view: IndexView,
  known: ReadonlyMap<string, LayerIndex> = new Map(),
): Map<string, LayerIndex> {
  return new Map(entitiesOf(view).map((entity) => [entity, known.get(entity) ?? indexOf(entity, view)]))
}

/** Of the indices of another mapping, those whose tokens are the same in this one: a move leaves most alone. */
export function reusableIndices(
  view: IndexView,
  other: Pick<BoardInput, 'stack' | 'indices'>,
): Map<string, LayerIndex> {
  const membersIn = (stack: Stack, entity: string) =>
    constituentIds(stack, entity, view.scope, view.now).join()
  return new Map(
    entitiesOf(view).flatMap((entity): [string, LayerIndex][] => {
      const index = other.indices.get(entity)
      const isSame = membersIn(view.stack, entity) === membersIn(other.stack, entity)
      return index && isSame ? [[entity, index]] : []
    }),
  )
}

function entitiesOf({ stack }: IndexView): string[] {
  return [...stack.layers.map((layer) => layer.id), SECTOR]
}

function indexOf(entity: string, { stack, history, weighting, scope, now }: IndexView): LayerIndex {
  const constituents = constituentIds(stack, entity, scope, now).flatMap((id) => {
    const closes = history.get(id)?.daily
    return closes ? [{ id, closes }] : []
  })
  return layerIndex(constituents, weighting, startOfDay(now))
}

/**
 * Volatility of a layer is that of its index, a portfolio: the mean of the tokens' volatilities would overstate it.
 * By layer id and `sector`.
 */
export function indexVolatility(indices: ReadonlyMap<string, LayerIndex>): Map<string, VolatilityFigure> {
  return new Map([...indices].map(([entity, index]) => [entity, volatilityOf(index)]))
}

function volatilityOf({ levels, reason }: LayerIndex): VolatilityFigure {
  return reason === null ? headlineVolatility(levels) : { value: null, n: 0, percentile: null, reason }
}
