import * as z from 'zod/mini'
import { BOARD_STATUSES } from '#lib/core/contract/vocabulary'

const count = z.int().check(z.nonnegative())
const isoTime = z.nullable(z.string())

/** Answer of `/api/status`: can the board be trusted right now, and if not, why. */
export const Status = z.object({
  /** `starting` before the first data of any kind. */
  mode: z.enum([...BOARD_STATUSES, 'starting']),
  reason: z.nullable(z.string()),
  asOf: isoTime,
  fetchedAt: isoTime,
  generatedAt: z.string(),
  nextRefreshAt: isoTime,
  /** Refresh period in force, seconds; the pacer may lengthen the configured one. `null` when the month is spent. */
  periodSeconds: z.nullable(z.number()),
  upstream: z.object({
    source: z.enum(['live', 'recorded']),
    plan: z.enum(['keyless', 'demo', 'pro']),
    lastSuccessAt: isoTime,
    failure: z.nullable(z.object({ code: z.string(), message: z.string(), at: z.string() })),
    /** Rows of the last batch that were refused or repaired, by reason. */
    dropped: z.record(z.string(), count),
    alarm: z.nullable(z.string()),
  }),
  budget: z.object({
    usedLastMinute: count,
    perMinute: count,
    creditsUsed: z.nullable(count),
    creditsLimit: z.nullable(count),
  }),
  history: z.object({ filled: count, needed: count }),
  tokens: z.object({
    expected: count,
    priced: count,
    missing: z.array(z.string()),
    quarantined: z.array(z.string()),
    stale: z.array(z.object({ id: z.string(), ageSeconds: count })),
    /** Closes that look like bad ticks, 00:00 UTC; statistics treat them as missing. */
    suspects: z.array(z.object({ id: z.string(), times: z.array(z.string()) })),
  }),
  mapping: z.object({
    version: z.string(),
    sha256: z.string(),
    /** Why a changed mapping file is not in force, one sentence; `null` when it is. */
    problem: z.nullable(z.string()),
  }),
  storage: z.object({
    engine: z.enum(['sqlite', 'none']),
    state: z.enum(['ok', 'failing', 'readonly', 'locked', 'none']),
    reason: z.nullable(z.string()),
    /** Writes that wait in memory. */
    queued: count,
    /** Batches this process could not keep. */
    dropped: count,
    lastBackupAt: isoTime,
  }),
  build: z.object({ version: z.string(), node: z.string(), startedAt: z.string() }),
})
export type Status = z.infer<typeof Status>
