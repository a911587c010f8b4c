/** `unavailable`: nobody can be asked, as on a disk that may not be written to. */
export type LeaseState = 'held' | 'elsewhere' | 'unavailable'

/** The right to ask the upstream and to write: one process has it at a time. */
export interface IngestLease {
  /** As of the last `take` or `release`. */
  readonly state: LeaseState
  /** Takes the right, or makes sure that it still is held. */
  take(): LeaseState
  release(): void
}
