import {
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { SCOPES, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import type { LayerWindow, SeriesRange } from '#lib/core/market/window'

/** Ranges the board offers, shortest first. */
export const BOARD_RANGES = ['1h', '24h', '7d', '30d', '90d', '1y'] as const satisfies readonly LayerWindow[]
export type BoardRange = (typeof BOARD_RANGES)[number]

export const GROUPINGS = ['layer', 'none'] as const
export const DENSITIES = ['comfortable', 'compact'] as const
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
export interface TokenSort {
  key: SortKey
  descending: boolean
}

const parseAsSort = createParser<TokenSort>({
  parse(value) {
    const descending = value.startsWith('-')
    const name = descending ? value.slice(1) : value
    const key = SORT_KEYS.find((candidate) => candidate === name)
    return key === undefined ? null : { key, descending }
  },
  serialize: ({ key, descending }) => (descending ? `-${key}` : key),
  eq: (a, b) => a.key === b.key && a.descending === b.descending,
})

const CURRENCY_CODE = /^[a-z]{3,4}$/

const parseAsCurrency = createParser<string>({
  parse: (value) => (CURRENCY_CODE.test(value) ? value : null),
  serialize: (value) => value,
})

const parseColumnGroup = parseAsStringLiteral(COLUMN_GROUPS)

/**
 * Every choice on the Overview, as it stands in the URL. `currency` null is the server's own, `cols` null fits
 * the screen.
 */
export const viewParsers = {
  range: parseAsStringLiteral(BOARD_RANGES).withDefault('24h'),
  weighting: parseAsStringLiteral(WEIGHTINGS).withDefault('capped'),
  scope: parseAsStringLiteral(SCOPES).withDefault('core'),
  currency: parseAsCurrency,
  group: parseAsStringLiteral(GROUPINGS).withDefault('layer'),
  sort: parseAsSort.withDefault({ key: 'marketCap', descending: true }),
  q: parseAsString.withDefault(''),
  cols: parseAsArrayOf(parseColumnGroup),
  density: parseAsStringLiteral(DENSITIES).withDefault('comfortable'),
}
export type View = inferParserType<typeof viewParsers>
export type ViewParam = keyof typeof viewParsers

export const VIEW_PARAMS = Object.keys(viewParsers) as ViewParam[]

/** A value of the URL that means nothing here, and what is shown instead. */
export interface RejectedParam {
  name: ViewParam
  value: string
  shown: string
}

const SHOWN_INSTEAD: Readonly<Record<ViewParam, string>> = {
  range: '24h',
  weighting: 'capped',
  scope: 'core',
  currency: 'the default currency',
  group: 'layer',
  sort: '-marketCap',
  q: 'every token',
  cols: 'every column',
  density: 'comfortable',
}

/** Parameters of the URL that were not understood; unknown names are not ours to judge. */
export function rejectedParams(read: (name: ViewParam) => string | null): RejectedParam[] {
  return VIEW_PARAMS.flatMap((name) => {
    const value = read(name)
    return value === null || isUnderstood(name, value) ? [] : [{ name, value, shown: SHOWN_INSTEAD[name] }]
  })
}

function isUnderstood(name: ViewParam, value: string): boolean {
  // An array parser drops the members it does not know instead of refusing them.
  if (name === 'cols') return value.split(',').every((member) => parseColumnGroup.parse(member) !== null)
  return viewParsers[name].parse(value) !== null
}

/** The currency has the right form, but the server does not offer it. */
export function rejectedCurrency(value: string): RejectedParam {
  return { name: 'currency', value, shown: SHOWN_INSTEAD.currency }
}

/** The chart has no 1-hour series; it shows the day. */
export function seriesRange(range: BoardRange): SeriesRange {
  return range === '1h' ? '24h' : range
}
