import type { FaultKind, StorageFault } from '#lib/server/store/storage-fault'

/** Each with what mends it. */
const WORDS: Readonly<Record<FaultKind, string>> = {
  locked: 'is locked by another process: try again in a moment',
  readonly: 'cannot be written to, or not be opened without writing: use one that this process may write to',
  full: 'has no room left on its disk: make room',
  damaged: 'is damaged: start Strata once on an embedded one, which mends it, or restore a backup',
  moved: 'was replaced while it was open: try again',
  newer: 'was written by a newer Strata: use that version or a later one',
  foreign: 'holds tables of another program: name an empty one',
  unreachable: 'cannot be reached: see that it runs, and that its address and password are right',
  deposed: 'is fed by another Strata since a moment ago: stop every instance on it first',
  failing: 'cannot be used',
}

/** What is wrong with a database and how to mend it, for the operator at a terminal; without a full stop. */
export function describeFault({ kind, cause }: StorageFault, name: string): string {
  const reason = kind === 'failing' && cause instanceof Error ? ` (${cause.message})` : ''
  return `${name} ${WORDS[kind]}${reason}`
}
