/** `unavailable`: nobody can be asked, as on a disk that may not be written to or with a database that is down. */
export type LeaseState = 'held' | 'elsewhere' | 'unavailable'

/** The right to ask the upstream and to write: one process has it at a time. */
export interface IngestLease {
  /** As of the last `take` or `release`. */
  readonly state: LeaseState
  /** Whether to ingest: the right is held, or nobody can be asked and this process is the one to go on. */
  readonly mayIngest: boolean
  /** Counts those who had the right, this one included; others had it meanwhile where it grew by more than one. */
  readonly term: number
  /** What readers of a process without the right are told; `null` where there is nothing unusual about it. */
  readonly standbyNotice: string | null
  /** Until the next look at whose right it is, ms. */
  readonly lookInMs: number
  /** Whether nobody else can have taken the right since the last look; without that no call may leave. */
  isSure(): boolean
  /** Says that what waited for an earlier term has been dealt with: writes go on under the present one. */
  acknowledge(): void
  /** Takes the right, or makes sure that it still is held. Never rejects. */
  take(): Promise<LeaseState>
  release(): Promise<void>
}
