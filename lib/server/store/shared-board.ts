import type { Snapshot } from '#lib/core/contract/snapshot'

/** The default board of processes that share a database: one computes it, all show it, byte for byte. */
export interface SharedBoard {
  /** What the process that feeds the database published last; `null` where that is this one or none is heard of. */
  current(): Snapshot | null
  /** Publishes the board where this process feeds the database; otherwise does nothing. */
  publish(board: Snapshot): void
  /** Looks for a newer one. */
  refresh(): Promise<void>
  onNews(listener: () => void): void
}
