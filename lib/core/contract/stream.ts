import * as z from 'zod/mini'
import { LayerFigures, Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import { BOARD_STATUSES } from '#lib/core/contract/vocabulary'

/** What is sent as event `snapshot` in full is a `Snapshot` whose small lines are thinned as in the pages. */

const LayerPatch = z.extend(z.partial(LayerFigures), { id: z.string() })
const TokenPatch = z.extend(z.partial(TokenFigures), { id: z.string() })

/**
 * Event `snapshot` as a difference: whoever holds one of the `bases` gets the board of `sequence` by overwriting the
 * fields named here. Every value is the new one, never an increment.
 */
export const SnapshotDelta = z.extend(
  z.partial(z.omit(Snapshot, { layers: true, sector: true, tokens: true })),
  {
    delta: z.literal(true),
    /** Sequence of the oldest base. */
    from: z.int(),
    /** `generatedAt` of every version this leads on from. */
    bases: z.array(z.string()),
    sequence: z.int(),
    generatedAt: z.string(),
    layers: z.array(LayerPatch),
    sector: z.partial(LayerFigures),
    tokens: z.array(TokenPatch),
  },
)
export type SnapshotDelta = z.infer<typeof SnapshotDelta>

/** Event `status`, every 15 s: what the server holds right now, so that a reader can tell whether it holds the same. */
export const StreamStatus = z.object({
  /** The server's clock. */
  now: z.string(),
  /** `starting` before the first data; all that follows is `null` then. */
  status: z.enum([...BOARD_STATUSES, 'starting']),
  statusReason: z.nullable(z.string()),
  sequence: z.nullable(z.int()),
  asOf: z.nullable(z.string()),
  fetchedAt: z.nullable(z.string()),
  generatedAt: z.nullable(z.string()),
  nextRefreshAt: z.nullable(z.string()),
})
export type StreamStatus = z.infer<typeof StreamStatus>
