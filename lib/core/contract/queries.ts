import * as z from 'zod/mini'
import { SCOPES, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'

/** Query strings of the HTTP routes. Defaults are part of the contract; an unknown parameter is a 400. */
const weighting = z._default(z.enum(WEIGHTINGS), 'capped')
const scope = z._default(z.enum(SCOPES), 'core')
/** Validated against the configured currencies and the mapping's layers where the route knows them. */
const currency = z.optional(z.string().check(z.regex(/^[a-z]{2,10}$/)))
const layer = z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)))
const maxAge = z.optional(z.string().check(z.regex(/^\d{1,7}$/)))

const view = { currency, weighting, scope }
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
})
export type SeriesQuery = z.infer<typeof SeriesQuery>

export const SnapshotCsvQuery = z.strictObject({ ...view, maxAge, ...file, layer })
export type SnapshotCsvQuery = z.infer<typeof SnapshotCsvQuery>

export const LayersCsvQuery = z.strictObject({ ...view, maxAge, ...file })
export type LayersCsvQuery = z.infer<typeof LayersCsvQuery>

/** Routes without parameters. */
export const NoQuery = z.strictObject({})
