import * as z from 'zod/mini'
import {
  CORRELATION_WINDOWS,
  HISTORY_RANGES,
  SCOPES,
  VOLATILITY_ESTIMATORS,
  VOLATILITY_RANGES,
  VOLATILITY_WINDOWS,
  WEIGHTINGS,
} from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'

/** Query strings of the HTTP routes. Defaults are part of the contract; an unknown parameter is a 400. */
const weighting = z._default(z.enum(WEIGHTINGS), 'capped')
const scope = z._default(z.enum(SCOPES), 'core')
/** Validated against the configured currencies and the mapping's layers where the route knows them. */
const currency = z.optional(
  z.string().check(z.regex(/^[a-z]{2,10}$/, 'a currency code in lower case, such as usd')),
)
const layer = z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, 'a layer id, such as middleware')))
const maxAge = z.optional(z.string().check(z.regex(/^\d{1,7}$/, 'whole seconds, such as 60')))
/** Tokens moved or dropped for this view only; what each entry means is checked against the mapping. */
const whatif = z.optional(
  z
    .string()
    .check(z.maxLength(4096, 'moves such as golem:marketplaces,io:- separated by commas, at most 20')),
)

const view = { currency, weighting, scope, whatif }
const file = {
  bom: z._default(z.enum(['0', '1']), '0'),
  delimiter: z._default(z.enum(['comma', 'semicolon']), 'comma'),
  decimal: z._default(z.enum(['dot', 'comma']), 'dot'),
}

export const SnapshotQuery = z.strictObject({ ...view, maxAge })
export type SnapshotQuery = z.infer<typeof SnapshotQuery>

export const SeriesQuery = z.strictObject({
  range: z._default(z.enum(SERIES_RANGES), '24h'),
  weighting,
  scope,
  whatif,
})
export type SeriesQuery = z.infer<typeof SeriesQuery>

export const SnapshotCsvQuery = z.strictObject({ ...view, maxAge, ...file, layer })
export type SnapshotCsvQuery = z.infer<typeof SnapshotCsvQuery>

export const LayersCsvQuery = z.strictObject({ ...view, maxAge, ...file })
export type LayersCsvQuery = z.infer<typeof LayersCsvQuery>

/** Whole numbers from a fixed list, as they come in a query string. */
function oneOf<const T extends readonly number[]>(values: T, fallback: T[number]) {
  const texts = values.map(String) as [string, ...string[]]
  return z._default(z.enum(texts), String(fallback))
}
/** Ids separated by commas; unknown ones are named by the service. */
const ids = z.optional(
  z.string().check(z.maxLength(4096, 'ids separated by commas, at most 4096 characters')),
)

export const VolatilityQuery = z.strictObject({
  ids,
  layers: ids,
  window: oneOf(VOLATILITY_WINDOWS, 30),
  range: z._default(z.enum(VOLATILITY_RANGES), '90d'),
  estimator: z._default(z.enum(VOLATILITY_ESTIMATORS), 'close'),
})
export type VolatilityQuery = z.infer<typeof VolatilityQuery>

export const CorrelationQuery = z.strictObject({ ids, layers: ids, window: oneOf(CORRELATION_WINDOWS, 90) })
export type CorrelationQuery = z.infer<typeof CorrelationQuery>

export const LayerQuery = z.strictObject({
  range: z._default(z.enum(SERIES_RANGES), '24h'),
  weighting,
  scope,
  whatif,
})
export type LayerQuery = z.infer<typeof LayerQuery>

export const TokenQuery = z.strictObject({
  range: z._default(z.enum(SERIES_RANGES), '90d'),
  ...view,
})
export type TokenQuery = z.infer<typeof TokenQuery>

export const HistoryQuery = z.strictObject({ range: z._default(z.enum(HISTORY_RANGES), '30d') })
export type HistoryQuery = z.infer<typeof HistoryQuery>

export const StackQuery = z.strictObject({ whatif })
export type StackQuery = z.infer<typeof StackQuery>

/** `lastEventId` stands in for the header of that name, which a browser cannot set; whatever it says, nobody is refused. */
export const StreamQuery = z.strictObject({ lastEventId: z.optional(z.string()) })
export type StreamQuery = z.infer<typeof StreamQuery>

/** Routes without parameters. */
export const NoQuery = z.strictObject({})
