import { createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { type ParamRules, ruleOf } from '#lib/client/view/ignored-params'
import { parseAsSortBy, type SortBy } from '#lib/client/view/sort-param'
import { STATED } from '#lib/client/view/view-params'
import { SCOPES, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'

export const CHART_SCALES = ['linear', 'log'] as const

export const CONSTITUENT_KEYS = [
  'name',
  'category',
  'weight',
  'return',
  'contribution',
  'volatility',
  'risk',
  'age',
] as const
export type ConstituentKey = (typeof CONSTITUENT_KEYS)[number]
export type ConstituentSort = SortBy<ConstituentKey>

/** Every choice on the Layer screen, as it stands in the URL. */
export const layerParsers = {
  range: parseAsStringLiteral(SERIES_RANGES).withDefault('24h').withOptions(STATED),
  weighting: parseAsStringLiteral(WEIGHTINGS).withDefault('capped').withOptions(STATED),
  scope: parseAsStringLiteral(SCOPES).withDefault('core'),
  scale: parseAsStringLiteral(CHART_SCALES).withDefault('linear'),
  sort: parseAsSortBy(CONSTITUENT_KEYS).withDefault({ key: 'weight', descending: true }),
}
export type LayerView = inferParserType<typeof layerParsers>

/** Changes some of the view; `null` takes a parameter out of the URL. */
export type SetLayerView = (
  change: { [Param in keyof LayerView]?: LayerView[Param] | null },
) => Promise<URLSearchParams>

export const LAYER_RULES: ParamRules = {
  range: ruleOf(layerParsers.range, '24h'),
  weighting: ruleOf(layerParsers.weighting, 'capped'),
  scope: ruleOf(layerParsers.scope, 'core'),
  scale: ruleOf(layerParsers.scale, 'linear'),
  sort: ruleOf(layerParsers.sort, '-weight'),
}

/** The query string of a view; empty where everything is the default. */
export const layerViewSearch = createSerializer(layerParsers)
