import { formatWhatIf, refuseEntry, type WhatIfMove, type WhatIfRefusal } from '#lib/core/stack/what-if'

/** What of a mapping decides whether a move can be made; the file's own form and that of `/api/stack` both have it. */
export interface MovableMapping {
  layers: readonly { id: string }[]
  benchmarks: readonly { coingeckoId: string }[]
  projects: readonly MovableProject[]
}

interface MovableProject {
  coingeckoId: string | null
  status: string
  memberships: readonly { layer: string; primary: boolean }[]
}

/** A move that changes something in this mapping. */
export interface ResolvedMove extends WhatIfMove {
  /** Layers the project stands in without the what-if, the primary one first. */
  from: string[]
}

export type ResolvedWhatIf = { ok: true; moves: ResolvedMove[] } | { ok: false; refusal: WhatIfRefusal }

/**
 * Checks moves against a mapping. A move into the one layer a project already stands in changes nothing and is left
 * out, so that it cannot make a mapping that differs from the shipped one in name only.
 */
export function resolveWhatIf(stack: MovableMapping, moves: readonly WhatIfMove[]): ResolvedWhatIf {
  const layers = stack.layers.map(({ id }) => id)
  const resolved: ResolvedMove[] = []
  for (const move of moves) {
    const entry = formatWhatIf([move])
    if (move.to !== null && !layers.includes(move.to)) {
      const reason = `names no layer; allowed: ${layers.join(', ')}, or - to drop a token`
      return { ok: false, refusal: refuseEntry(entry, reason) }
    }
    const found = movableProject(stack, move.id)
    if (typeof found === 'string') return { ok: false, refusal: refuseEntry(entry, found) }
    const from = layersOf(found)
    if (from.length > 1 || from[0] !== move.to) resolved.push({ ...move, from })
  }
  return { ok: true, moves: resolved }
}

/** Layers of a project, each once, the primary one first. */
export function layersOf({ memberships }: Pick<MovableProject, 'memberships'>): string[] {
  const primaryFirst = memberships.toSorted((a, b) => Number(b.primary) - Number(a.primary))
  return [...new Set(primaryFirst.map(({ layer }) => layer))]
}

/** The project behind an id, or why it cannot be moved. Only what counts in figures can change them. */
function movableProject({ projects, benchmarks }: MovableMapping, id: string): MovableProject | string {
  if (benchmarks.some(({ coingeckoId }) => coingeckoId === id)) {
    return 'is a benchmark, which is never part of a layer; allowed: active tokens of the mapping, see /api/stack'
  }
  const project = projects.find(({ coingeckoId }) => coingeckoId === id)
  if (!project) return 'is not a CoinGecko id of the mapping; allowed: its active tokens, see /api/stack'
  if (project.status === 'active') return project
  return `is ${project.status} and counts in no figure; allowed: active tokens of the mapping, see /api/stack`
}
