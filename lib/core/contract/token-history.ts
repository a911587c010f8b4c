import * as z from 'zod/mini'
import { HISTORY_RANGES } from '#lib/core/contract/vocabulary'

const known = z.nullable(z.number())

/** Answer of `/api/tokens/{id}/history`: USD points as stored, gaps named and not bridged. */
export const TokenHistoryAnswer = z.object({
  id: z.string(),
  currency: z.literal('usd'),
  range: z.enum(HISTORY_RANGES),
  source: z.enum(['live', 'recorded']),
  /** `[ms UTC, price, market cap, volume]`, ascending; the last may be the running price. */
  points: z.array(z.tuple([z.number(), z.number(), known, known])),
  /** Stretches without a point, ms UTC, both ends missing. */
  gaps: z.array(z.object({ from: z.number(), to: z.number() })),
  /** Times of closes that look like bad ticks; statistics treat them as missing. */
  suspects: z.array(z.number()),
})
export type TokenHistoryAnswer = z.infer<typeof TokenHistoryAnswer>
