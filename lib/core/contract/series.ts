import * as z from 'zod/mini'
import { SCOPES, UNKNOWN_REASONS, WEIGHTINGS } from '#lib/core/contract/vocabulary'
import { SERIES_RANGES } from '#lib/core/market/window'

/** Layers, sector and Bitcoin rebased to 100 at the first time; the last value is 100 × (1 + the printed return). */
export const Series = z.object({
  asOf: z.string(),
  range: z.enum(SERIES_RANGES),
  weighting: z.enum(WEIGHTINGS),
  scope: z.enum(SCOPES),
  /** Always USD history, whatever the page's currency. */
  currency: z.literal('usd'),
  source: z.enum(['live', 'recorded']),
  /** ms UTC, ascending. */
  times: z.array(z.number()),
  /** By layer id, `sector`, `bitcoin`; each as long as `times`, `null` at gaps. */
  series: z.record(z.string(), z.array(z.nullable(z.number()))),
  /** Why a whole series is `null`, by the same keys. */
  reasons: z.record(z.string(), z.enum(UNKNOWN_REASONS)),
  /** Tokens drawn from the untimed 7-day shape until their hourly history has arrived. */
  provisional: z.array(z.string()),
})
export type Series = z.infer<typeof Series>
