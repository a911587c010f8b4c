/** What an import did, in words. */
export interface ImportReport {
  isBad: boolean
  text: string
}

interface Imported {
  ids: readonly string[]
  /** The list before. */
  before: readonly string[]
  /** Ids of the mapping; `null`: not known now. */
  known: readonly string[] | null
}

/** How many were added, and which of them this board does not have; those are kept all the same. */
export function reportImport({ ids, before, known }: Imported): ImportReport {
  const added = ids.filter((id) => !before.includes(id)).length
  const there = ids.length - added
  const strangers = known === null ? [] : ids.filter((id) => !known.includes(id))
  const sentences = [
    `${added} ${added === 1 ? 'token' : 'tokens'} added${there === 0 ? '' : `, ${there} already there`}.`,
    strangers.length === 0 ? null : `Kept, though not part of this mapping: ${strangers.join(', ')}.`,
  ]
  return { isBad: false, text: sentences.filter((sentence) => sentence !== null).join(' ') }
}
