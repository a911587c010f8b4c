import { Snapshot } from '#lib/core/contract/snapshot'
import type { FeedReport } from '#lib/server/feed/board-feed'

/** What the process that feeds a shared database tells the others: its board, and what it alone knows of the feed. */
export interface PublishedBoard {
  /** `null` while there is only the recording to show: every process has it, and it never enters a database. */
  board: Snapshot | null
  /** Why the board, or the recording in its place, is no better than it is. */
  reason: string | null
  report: FeedReport
}

/** The default board of processes that share a database: one computes it, all show it, byte for byte. */
export interface SharedBoard {
  /** What the process that feeds the database published; `null` where that is this one or none is heard of. */
  current(): PublishedBoard | null
  /**
   * From now on the one heard of last is `current`, if it is of the batch fetched at this time, ms UTC; `false` where
   * nothing changes.
   */
  reveal(fetchedAt: number): boolean
  /** This process has begun or ceased to be the one whose board is shown: it has read all that is stored. */
  lead(isLeading: boolean): void
  /** Where this process feeds the database, publishes its board, or that it has none yet and why; else does nothing. */
  publish(board: Snapshot, report: FeedReport): void
  /** Publishes what could not be published before; `again`: also what was, as after a time without the right. */
  retry(again: boolean): void
  /** Looks for a newer one. */
  refresh(): Promise<void>
  /** One that waits to be revealed was heard of. */
  onNews(listener: () => void): void
}

/** In the place of when a batch was fetched, where there is none but the recording. */
export const NEVER = Number.NEGATIVE_INFINITY

/** Of the batch that a published board shows, ms UTC. */
export function fetchedAtOf({ board }: PublishedBoard): number {
  return board === null ? NEVER : Date.parse(board.fetchedAt)
}

/** Raised with every change of what is published that an older build could not show. */
const FORMAT = 2

/** As it goes through the database. */
export function writePublished({ board, reason, report }: PublishedBoard): string {
  return JSON.stringify({ format: FORMAT, board, reason, report })
}

/** `null` for what another build wrote in another form, as while a new one is rolled out. */
export function readPublished(text: string): PublishedBoard | null {
  const { format, board, reason, report }: { format: number } & PublishedBoard = JSON.parse(text)
  const isReadable = format === FORMAT && (board === null || Snapshot.safeParse(board).success)
  return isReadable ? { board, reason, report } : null
}
