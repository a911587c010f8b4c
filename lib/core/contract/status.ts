import * as z from 'zod/mini'
import { BOARD_STATUSES, TOKEN_FLAGS, TOKEN_STATES } from '#lib/core/contract/vocabulary'

const count = z.int().check(z.nonnegative())
const isoTime = z.nullable(z.string())

/** A token whose newest row is held back: the board shows its last accepted quote and counts it in no figure. */
const QuarantinedToken = z.object({
  id: z.string(),
  currency: z.string(),
  reason: z.enum(['price-jump', 'market-cap-jump', 'renamed']),
  message: z.string(),
  /** What ends it, one sentence. */
  release: z.string(),
  since: z.string(),
  /** Token time of the quote shown instead; `null` when there never was one. */
  lastGoodAt: isoTime,
  /** Rows held back so far. */
  heldBack: count,
})

/** An answer held back as a whole since too many prices moved together; the board stands on the one before. */
const RefusedBatch = z.object({
  currency: z.string(),
  message: z.string(),
  release: z.string(),
  since: z.string(),
  /** Answers refused in a row. */
  refused: count,
})

const TokenLine = z.object({
  id: z.string(),
  symbol: z.string(),
  name: z.string(),
  state: z.enum(TOKEN_STATES),
  /** Why it is not fresh, one sentence; `null` when it is. */
  reason: z.nullable(z.string()),
  lastUpdated: isoTime,
  ageSeconds: z.nullable(count),
  /** Self-check findings, with the time of the first answer that had them; `null` on recorded data. */
  findings: z.array(z.object({ flag: z.enum(TOKEN_FLAGS), since: isoTime })),
})
export type TokenLine = z.infer<typeof TokenLine>

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
    /** Keeps calls from an upstream that fails; `null` where there is none. */
    breaker: z.nullable(
      z.object({ state: z.enum(['closed', 'open', 'half-open']), openUntil: isoTime, trips: count }),
    ),
    /** How far this server's clock is ahead of the upstream's, ms; `null` when not known. */
    clockSkewMs: z.nullable(z.number()),
    /** How calls ended since the start; `null` where none are made. */
    outcomes: z.nullable(z.array(z.object({ endpoint: z.string(), outcome: z.string(), count }))),
  }),
  budget: z.object({
    usedLastMinute: count,
    perMinute: count,
    creditsUsed: z.nullable(count),
    creditsLimit: z.nullable(count),
    leftThisMinute: count,
    creditsLeft: z.nullable(count),
    /** Credits the month will have taken by its end at this pace. */
    projectedCredits: z.nullable(count),
    /** What waits for calls or credits, one sentence; `null` when nothing does. */
    deferred: z.nullable(z.string()),
  }),
  guard: z.object({ refusedBatch: z.nullable(RefusedBatch) }),
  history: z.object({ filled: count, needed: count }),
  tokens: z.object({
    expected: count,
    priced: count,
    missing: z.array(z.string()),
    quarantined: z.array(QuarantinedToken),
    stale: z.array(z.object({ id: z.string(), ageSeconds: count })),
    /** Closes that look like bad ticks, 00:00 UTC; statistics treat them as missing. */
    suspects: z.array(z.object({ id: z.string(), times: z.array(z.string()) })),
    /** Every mapped token that could have a price, in board order. */
    lines: z.array(TokenLine),
  }),
  mapping: z.object({
    version: z.string(),
    sha256: z.string(),
    /** Why a changed mapping file is not in force, one sentence; `null` when it is. */
    problem: z.nullable(z.string()),
  }),
  storage: z.object({
    engine: z.enum(['sqlite', 'postgres', 'none']),
    state: z.enum(['ok', 'failing', 'readonly', 'locked', 'none']),
    reason: z.nullable(z.string()),
    /** Writes that wait in memory. */
    queued: count,
    /** Batches this process could not keep. */
    dropped: count,
    lastBackupAt: isoTime,
  }),
  /** Which of the processes with one store this is; `null` where nothing is stored. */
  cluster: z.nullable(
    z.object({
      /** `unknown` while the store cannot be asked who feeds it. */
      role: z.enum(['leader', 'follower', 'unknown']),
      /** Grows with every leader; the last one known here. */
      term: count,
    }),
  ),
  build: z.object({ version: z.string(), node: z.string(), startedAt: z.string() }),
})
export type Status = z.infer<typeof Status>
