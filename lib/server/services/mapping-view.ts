import { createHash } from 'node:crypto'
import { applyWhatIf, droppedProjects } from '#lib/core/stack/apply-what-if'
import { type ResolvedMove, resolveWhatIf } from '#lib/core/stack/resolve-what-if'
import type { Stack, StackProject } from '#lib/core/stack/stack'
import { formatWhatIf, parseWhatIf, type WhatIfRefusal } from '#lib/core/stack/what-if'
import { AppError } from '#lib/server/errors'
import { getRuntime } from '#lib/server/runtime'

/** The mapping a view rests on: the file's, or that with the moves of a what-if. */
export interface MappingView {
  stack: Stack
  /** `version` names the change, `sha256` is always that of the file the change starts from. */
  mapping: { version: string; sha256: string; moves: ResolvedMove[] }
  /** The moves in their one written form; empty for the mapping as shipped. */
  canonical: string
  dropped: StackProject[]
}

/**
 * The mapping in force with the moves of `whatif` made. A what-if that changes nothing is the mapping in force.
 * @throws AppError `bad_request` naming the entry that cannot be used and what is allowed
 */
export function mappingView(whatif: string | undefined): MappingView {
  const { stack, sha256 } = getRuntime().stackFile.current()
  const parsed = parseWhatIf(whatif ?? '')
  if (!parsed.ok) throw refuse(parsed.refusal)
  const resolved = resolveWhatIf(stack, parsed.moves)
  if (!resolved.ok) throw refuse(resolved.refusal)
  const { moves } = resolved
  const canonical = formatWhatIf(moves)
  return {
    stack: applyWhatIf(stack, moves),
    mapping: { version: versionOf(stack.version, canonical), sha256, moves },
    canonical,
    dropped: droppedProjects(stack, moves),
  }
}

/** A reader can check it: the digits are the first eight of the sha-256 of the canonical form. */
function versionOf(version: string, canonical: string): string {
  if (canonical === '') return version
  return `${version}+whatif.${createHash('sha256').update(canonical).digest('hex').slice(0, 8)}`
}

function refuse({ entry, reason }: WhatIfRefusal): AppError {
  return new AppError('bad_request', `"${entry}" in "whatif" ${reason}`, { field: 'whatif' })
}
