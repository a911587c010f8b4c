import * as z from 'zod'
import { COIN_ID_PATTERN } from '#lib/core/market/coin-id'

const MAX_EVENTS = 1000
const base = {
  coingeckoId: z.string().regex(COIN_ID_PATTERN, 'must be a CoinGecko id'),
  /** First UTC day in the new unit or under the new name. */
  date: z.iso.date('must be a date YYYY-MM-DD'),
  note: z.string().min(1).max(300),
  source: z.string().min(1).max(300),
}

/**
 * What happened to a token that its price feed does not say. `redenomination`: one new unit is worth `factor` old ones,
 * so prices before the date are multiplied by it. `rename`: for the record, nothing is multiplied.
 */
export const PriceEvent = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('rename') }),
  z.strictObject({ ...base, kind: z.literal('redenomination'), factor: z.number().positive().max(1e12) }),
])
export type PriceEvent = z.infer<typeof PriceEvent>

/** The curated list in `data/events.json`. */
export const PriceEvents = z.strictObject({
  schemaVersion: z.literal(1),
  events: z.array(PriceEvent).max(MAX_EVENTS),
})
export type PriceEvents = z.infer<typeof PriceEvents>
