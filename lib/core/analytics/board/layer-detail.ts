import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type BoardToken, boardTokens } from '#lib/core/analytics/board/board-token'
import { indexBasis } from '#lib/core/analytics/board/index-basis'
import { basketToken, layerBasket } from '#lib/core/analytics/board/layer-basket'
import { layerCategories } from '#lib/core/analytics/board/layer-categories'
import { layerChart } from '#lib/core/analytics/board/layer-chart'
import { layerConstituents } from '#lib/core/analytics/board/layer-constituents'
import { layerProjects } from '#lib/core/analytics/board/layer-projects'
import type { LayerRisk } from '#lib/core/analytics/board/layer-risk'
import { layerSpread } from '#lib/core/analytics/board/layer-spread'
import { layerVolatility } from '#lib/core/analytics/board/layer-volatility'
import { layerWaterfall } from '#lib/core/analytics/board/layer-waterfall'
import { kurtosisOf } from '#lib/core/analytics/board/volatility-entity'
import { breadth } from '#lib/core/analytics/breadth'
import { issuanceDrag } from '#lib/core/analytics/issuance-drag'
import type { LayerIndex } from '#lib/core/analytics/layer-index'
import { layerOverlap } from '#lib/core/analytics/layer-overlap'
import { volatilityBand, volatilityStandardError } from '#lib/core/analytics/volatility-standard-error'
import { windowReturn } from '#lib/core/analytics/window-return'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { VolatilityFigure } from '#lib/core/contract/snapshot'
import { DAY_MS, LAYER_WINDOWS, type LayerWindow, type SeriesRange, WINDOW_MS } from '#lib/core/market/window'
import type { StackLayer } from '#lib/core/stack/stack'

export interface LayerDetailOptions {
  layer: StackLayer
  range: SeriesRange
  /** First day whose prices this product saw itself, ms UTC; `null` when it has none. */
  firstOwnDay: number | null
  /** Depends on daily closes only: worth keeping between refreshes. */
  risk: LayerRisk
}

/** Everything `/api/layers/{id}` says: the index beside the basket, who moved it, who carries its risk. */
export function layerDetail(
  { layer, range, firstOwnDay, risk }: LayerDetailOptions,
  input: BoardInput,
): LayerDetail {
  const { id, name, rank, summary } = layer
  const tokens = boardTokens(input).filter((token) => token.constituent)
  const members = tokens.filter((token) => isIn(token, id))
  const index = input.indices.get(id) ?? null
  const { volatility30d, volatilityCoverage } = layerVolatility(id, members, input)
  const { basket, coverage } = layerBasket(members, range, input.weighting)
  const constituents = layerConstituents(id, members, basket?.shares ?? [], risk)
  return {
    layer: { id, name, rank, summary },
    asOf: new Date(input.market.asOf).toISOString(),
    range,
    weighting: input.weighting,
    scope: input.scope,
    index: index ? indexPoints(index, range, input) : [],
    backfilledBefore: firstOwnDay,
    carried: index ? [...index.carried] : [],
    indexReturns: indexReturns(index),
    returns: basketReturns(members, input),
    spread: layerSpread(members, range),
    breadth: breadth(members.map((token) => basketToken(token, range).return)),
    chart: layerChart(id, range, input),
    indexBasis: indexBasis(id, input),
    waterfall: layerWaterfall(basket?.shares ?? []),
    constituents,
    categories: layerCategories(layer, constituents),
    projects: layerProjects(id, input),
    contributionSum: basket?.return ?? null,
    volatility: volatility(volatility30d, index),
    volatilityCoverage,
    cohesion: pickCohesion(risk),
    issuanceDrag: drag(members),
    diversificationRatio: risk.diversificationRatio,
    absorptionRatio: risk.absorptionRatio,
    averageCorrelation: risk.averageCorrelation,
    overlap: overlap(id, tokens, input),
    coverage,
  }
}

const idOf = (token: BoardToken) => token.mapped.id

function isIn({ mapped: { project } }: BoardToken, layer: string): boolean {
  return project?.memberships.some((membership) => membership.layer === layer) ?? false
}

/** Levels from the last one at or before the range's start. */
function indexPoints(
  { firstDay, levels }: LayerIndex,
  range: SeriesRange,
  { now }: BoardInput,
): LayerDetail['index'] {
  const start = now - WINDOW_MS[range] - DAY_MS
  return levels
    .map((level, slot): [number, number | null] => [firstDay + slot * DAY_MS, level])
    .filter(([time]) => time > start)
}

function indexReturns(index: LayerIndex | null): Record<LayerWindow, number | null> {
  const returns = {} as Record<LayerWindow, number | null>
  for (const window of LAYER_WINDOWS) returns[window] = index && indexReturn(index, window)
  return returns
}

/** Levels are daily: a window shorter than a day has no return of its own. */
function indexReturn({ firstDay, levels }: LayerIndex, window: LayerWindow): number | null {
  const lastDay = firstDay + (levels.length - 1) * DAY_MS
  if (WINDOW_MS[window] < DAY_MS) return null
  return windowReturn(levels.at(-1) ?? null, lastDay, window, (time) => {
    const price = levels[(time - firstDay) / DAY_MS] ?? null
    return price === null ? null : { time, price }
  })
}

function basketReturns(members: readonly BoardToken[], { weighting }: BoardInput) {
  const returns = {} as Record<LayerWindow, number | null>
  for (const window of LAYER_WINDOWS)
    returns[window] = layerBasket(members, window, weighting).basket?.return ?? null
  return returns
}

function volatility(figure: VolatilityFigure, index: LayerIndex | null): LayerDetail['volatility'] {
  const kurtosis = kurtosisOf(index?.levels ?? [])
  const band = figure.n < 2 ? null : volatilityBand(figure.value, figure.n, kurtosis)
  return {
    ...figure,
    standardError: figure.n < 2 ? null : volatilityStandardError(figure.value, figure.n, kurtosis),
    low: band?.low ?? null,
    high: band?.high ?? null,
  }
}

function pickCohesion({
  cohesion: { value, pValue, n, tokens, reason },
}: LayerRisk): LayerDetail['cohesion'] {
  return { value, pValue, n, tokens, reason }
}

function drag(members: readonly BoardToken[]): LayerDetail['issuanceDrag'] {
  const figures = issuanceDrag(
    members.map((token) => ({
      id: idOf(token),
      marketCap: token.quote?.marketCap ?? null,
      marketCapChange24h: token.quote?.marketCapChange24h ?? null,
      return24h: token.returns['24h'],
    })),
  )
  return { value: figures.drag, n: figures.n, reason: figures.reason }
}

function overlap(id: string, tokens: readonly BoardToken[], { stack }: BoardInput): LayerDetail['overlap'] {
  const capsOf = (layer: string) =>
    new Map(
      tokens
        .filter((token) => isIn(token, layer))
        .map((token) => [idOf(token), token.quote?.marketCap ?? null]),
    )
  const layers = new Map(stack.layers.map((layer) => [layer.id, capsOf(layer.id)]))
  return layerOverlap(id, layers).map(({ layer, ids, share }) => ({ layer, ids, share }))
}
