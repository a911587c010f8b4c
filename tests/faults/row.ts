import type { Stage } from './stage.ts'
import type { Theatre } from './theatre.ts'
import type { UpstreamFault } from './upstream/scripted-upstream.ts'

/** Resolves when what it says holds; throws with the reason when it does not. */
export type Expectation = (stage: Stage) => Promise<void>

/** A test elsewhere that proves (a part of) the row: its file and its name as written there. */
export interface Reference {
  file: string
  test: string
}

interface Named {
  /** As in the catalogue of faults, such as `U1`. */
  id: string
  fault: string
  /** Proofs at another level, besides or instead of the live one. */
  by?: readonly Reference[]
}

/** A fault on a board that runs and goes on running: rows of one stage share a process. */
export interface SharedRow extends Named {
  inject?: UpstreamFault
  expect: readonly Expectation[]
  /** Until the board is live again once the fault is over, ms. Default: two periods and 10 s. */
  recoversWithinMs?: number
}

/** A fault that needs a process of its own. */
export interface PlayedRow extends Named {
  play: (theatre: Theatre) => Promise<void>
  /** Measures ms: comes when all other rows are done. */
  isAlone?: boolean
  /** Longest it may take, ms. Default: two minutes. */
  longestMs?: number
}

/** A fault proven elsewhere only. */
export interface ReferredRow extends Named {
  by: readonly Reference[]
}

/** A fault that cannot be brought about here. */
export interface UnprovenRow extends Named {
  cannot: string
}

export type Row = SharedRow | PlayedRow | ReferredRow | UnprovenRow

export const isShared = (row: Row): row is SharedRow => 'expect' in row
export const isPlayed = (row: Row): row is PlayedRow => 'play' in row
export const isUnproven = (row: Row): row is UnprovenRow => 'cannot' in row
