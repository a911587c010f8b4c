import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StreamStatus } from '#lib/core/contract/stream'

/** Whether a snapshot is the very version the server says it holds. */
export function holdsVersion(snapshot: Snapshot, status: StreamStatus): boolean {
  // Recorded versions are all of one moment, so that one alone does not tell them apart.
  return (
    snapshot.generatedAt === status.generatedAt &&
    snapshot.sequence === status.sequence &&
    snapshot.status === status.status &&
    snapshot.statusReason === status.statusReason &&
    snapshot.nextRefreshAt === status.nextRefreshAt
  )
}
