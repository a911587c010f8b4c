import { createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server'
import { type ParamRules, ruleOf } from '#lib/client/view/ignored-params'
import { parseAsScale } from '#lib/client/view/scale-param'
import type { SetParams } from '#lib/client/view/set-params'
import { parseAsSortBy, type SortBy } from '#lib/client/view/sort-param'
import { STATED } from '#lib/client/view/view-params'
import { SCOPES, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'

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
  scale: parseAsScale,
  sort: parseAsSortBy(CONSTITUENT_KEYS).withDefault({ key: 'weight', descending: true }),
}
export type LayerView = inferParserType<typeof layerParsers>

export type SetLayerView = SetParams<LayerView>

/** What the Layer screen understands in its address. */
export const LAYER_RULES: ParamRules = {
  range: ruleOf(layerParsers.range, '24h'),
  weighting: ruleOf(layerParsers.weighting, 'capped'),
  scope: ruleOf(layerParsers.scope, 'core'),
  scale: ruleOf(layerParsers.scale, 'linear'),
  sort: ruleOf(layerParsers.sort, '-weight'),
}

/** The query string of a view; empty where everything is the default. */
export const layerViewSearch = createSerializer(layerParsers)
