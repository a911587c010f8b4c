import { isCovered, totalContribution } from '#lib/core/analytics/basket-return'
import { additiveFigures } from '#lib/core/analytics/board/additive-figures'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { basketToken, layerBasket } from '#lib/core/analytics/board/layer-basket'
import { layerSpread } from '#lib/core/analytics/board/layer-spread'
import { layerVolatility } from '#lib/core/analytics/board/layer-volatility'
import { breadth } from '#lib/core/analytics/breadth'
import { FULL_COVERAGE } from '#lib/core/analytics/coverage'
import type { Contribution, LayerFigures } from '#lib/core/contract/snapshot'
import type { Weighting } from '#lib/core/contract/vocabulary'
import { LAYER_WINDOWS, type LayerWindow } from '#lib/core/market/window'

const TOP_CONTRIBUTIONS = 5

export interface Entity {
  id: string
  name: string
  rank: number
  summary: string
}

/** All published figures of one layer, or of the sector. `tokens` are its constituents, in mapping order. */
export function layerFigures(
  entity: Entity,
  tokens: readonly BoardToken[],
  sectorMarketCap: number | null,
  input: BoardInput,
): Omit<LayerFigures, 'line7d'> {
  const size = additiveFigures(tokens, entity.id)
  const windows = windowFigures(tokens, input.weighting)
  const day = layerBasket(tokens, '24h', input.weighting)
  return {
    ...entity,
    tokenCount: tokens.length,
    coveredCount: tokens.filter((token) => isCovered(basketToken(token, '24h'))).length,
    ...size,
    share: size.marketCap !== null && sectorMarketCap ? size.marketCap / sectorMarketCap : null,
    ...windows,
    spread24h: layerSpread(tokens, '24h'),
    breadth24h: breadth(tokens.map((token) => basketToken(token, '24h').return)),
    ...layerVolatility(entity.id, tokens, input),
    contributions24h: contributions(day.basket?.shares ?? []),
    coverage: day.coverage,
    provisional: day.coverage !== null && day.coverage < FULL_COVERAGE,
    staleWeight: staleWeight(tokens),
  }
}

function windowFigures(tokens: readonly BoardToken[], weighting: Weighting) {
  const returns = {} as Record<LayerWindow, number | null>
  const returnsCoverage = {} as Record<LayerWindow, number | null>
  const topContributions = {} as Record<LayerWindow, Contribution[]>
  const otherContributions = {} as Record<LayerWindow, number | null>
  for (const window of LAYER_WINDOWS) {
    const { basket, coverage } = layerBasket(tokens, window, weighting)
    returns[window] = basket?.return ?? null
    returnsCoverage[window] = coverage
    topContributions[window] = contributions(basket?.shares.slice(0, TOP_CONTRIBUTIONS) ?? [])
    otherContributions[window] = basket && totalContribution(basket.shares.slice(TOP_CONTRIBUTIONS))
  }
  return { returns, returnsCoverage, topContributions, otherContributions }
}

function contributions(shares: readonly { id: string; contribution: number }[]): Contribution[] {
  return shares.map(({ id, contribution }) => ({ id, value: contribution }))
}

/** Share of the printed market cap that rests on stale tokens, those absent from the last answer included. */
function staleWeight(tokens: readonly BoardToken[]): number | null {
  let known = 0
  let stale = 0
  for (const { quote, state } of tokens) {
    if (quote === null || quote.marketCap === null) continue
    known += quote.marketCap
    if (state === 'stale') stale += quote.marketCap
  }
  return known > 0 ? stale / known : null
}
