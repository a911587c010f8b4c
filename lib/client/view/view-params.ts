import {
  createParser,
  debounce,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { currencyRule, listRuleOf, type ParamRules, ruleOf } from '#lib/client/view/ignored-params'
import { parseAsSortBy, type SortBy } from '#lib/client/view/sort-param'
import { SCOPES, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import type { LayerWindow, SeriesRange } from '#lib/core/market/window'

/** Ranges the board offers, shortest first. */
export const BOARD_RANGES = ['1h', '24h', '7d', '30d', '90d', '1y'] as const satisfies readonly LayerWindow[]
export type BoardRange = (typeof BOARD_RANGES)[number]

export const GROUPINGS = ['layer', 'none'] as const
export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]
export const COLUMN_GROUPS = ['returns', 'risk', 'size'] as const
export type ColumnGroup = (typeof COLUMN_GROUPS)[number]

export const SORT_KEYS = [
  'name',
  'price',
  ...BOARD_RANGES,
  'volatility',
  'marketCap',
  'volume24h',
  'age',
] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** Order of the token table; written `marketCap` ascending, `-marketCap` descending. */
export type TokenSort = SortBy<SortKey>

const parseAsMark = createParser<boolean>({
  parse: (value) => (value === '1' ? true : null),
  serialize: () => '1',
})

const CURRENCY_CODE = /^[a-z]{3,4}$/

const parseAsCurrency = createParser<string>({
  parse: (value) => (CURRENCY_CODE.test(value) ? value : null),
  serialize: (value) => value,
})

const parseColumnGroup = parseAsStringLiteral(COLUMN_GROUPS)

const Q_PAUSE_MS = 300

/** A choice stays in the address even where it is the default: left out, a reader's preference would fill it. */
export const STATED = { clearOnDefault: false } as const

/**
 * Every choice on the Overview, as it stands in the URL. `currency` null is the server's own, `cols` null fits
 * the screen.
 */
export const viewParsers = {
  range: parseAsStringLiteral(BOARD_RANGES).withDefault('24h').withOptions(STATED),
  weighting: parseAsStringLiteral(WEIGHTINGS).withDefault('capped').withOptions(STATED),
  scope: parseAsStringLiteral(SCOPES).withDefault('core'),
  currency: parseAsCurrency,
  group: parseAsStringLiteral(GROUPINGS).withDefault('layer'),
  sort: parseAsSortBy(SORT_KEYS).withDefault({ key: 'marketCap', descending: true }),
  // Written once the reader pauses: each new address costs the whole router a turn.
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(Q_PAUSE_MS) }),
  watch: parseAsMark.withDefault(false),
  cols: parseAsArrayOf(parseColumnGroup),
  density: parseAsStringLiteral(DENSITIES).withDefault('comfortable').withOptions(STATED),
}
export type View = inferParserType<typeof viewParsers>

/** What the Overview understands in its address, where the server offers these currencies. */
export function viewRules(currencies: readonly string[]): ParamRules {
  return {
    range: ruleOf(viewParsers.range, '24h'),
    weighting: ruleOf(viewParsers.weighting, 'capped'),
    scope: ruleOf(viewParsers.scope, 'core'),
    currency: currencyRule(currencies),
    group: ruleOf(viewParsers.group, 'layer'),
    sort: ruleOf(viewParsers.sort, '-marketCap'),
    q: ruleOf(viewParsers.q, 'every token'),
    watch: ruleOf(viewParsers.watch, 'every token'),
    cols: listRuleOf(parseColumnGroup, 'every column'),
    density: ruleOf(viewParsers.density, 'comfortable'),
  }
}

/** The chart has no 1-hour series; it shows the day. */
export function seriesRange(range: BoardRange): SeriesRange {
  return range === '1h' ? '24h' : range
}
