import type { StoreHealth } from '#lib/server/store/store-health'

export type FaultKind =
  | 'locked'
  | 'readonly'
  | 'full'
  /** What is stored cannot be trusted. */
  | 'damaged'
  /** Another file lies where ours was. */
  | 'moved'
  /** Written by a later version. */
  | 'newer'
  /** Tables of another program. */
  | 'foreign'
  /** No answer from the database's host. */
  | 'unreachable'
  /** Another instance came to feed the database. */
  | 'deposed'
  | 'failing'

const WORDS: Readonly<Record<FaultKind, string>> = {
  locked: 'The database is locked by another process; new batches wait in memory',
  readonly: 'The database may not be written to; the board goes on from memory',
  full: 'The disk is full; the board goes on from memory',
  damaged: 'The database is damaged; the board goes on from memory',
  moved: 'The database file was replaced; the board goes on from memory',
  newer: 'The database was written by a newer version of Strata; this one leaves it alone',
  foreign: 'The database file holds tables of another program; it is left alone',
  unreachable: 'The database cannot be reached; the board goes on from memory',
  deposed: 'Another Strata instance feeds the database; this one shows what is stored',
  failing: 'The database cannot be used; the board goes on from memory',
}

const STATES: Readonly<Record<FaultKind, StoreHealth['state']>> = {
  locked: 'locked',
  readonly: 'readonly',
  full: 'failing',
  damaged: 'failing',
  moved: 'failing',
  newer: 'readonly',
  foreign: 'readonly',
  unreachable: 'failing',
  deposed: 'readonly',
  failing: 'failing',
}

/** Why the store cannot be used now. The message is fit for readers; paths and the engine's words stay in `cause`. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault'
  readonly kind: FaultKind

  constructor(kind: FaultKind, cause?: unknown) {
    super(WORDS[kind], { cause })
    this.kind = kind
  }

  get state(): StoreHealth['state'] {
    return STATES[this.kind]
  }
}
