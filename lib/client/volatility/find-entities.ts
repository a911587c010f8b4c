import type { Snapshot } from '#lib/core/contract/snapshot'

/** A token or layer that can be compared. */
export interface Candidate {
  kind: 'token' | 'layer'
  id: string
  name: string
  symbol: string | null
  /** Of the layer it belongs to. */
  rank: number | null
}

/** Every layer, then every token that stands in one, in the order of the board. */
export function candidatesOf({ layers, tokens }: Snapshot): Candidate[] {
  const rankOf = new Map(layers.map(({ id, rank }) => [id, rank]))
  return [
    ...layers.map(({ id, name, rank }) => ({ kind: 'layer' as const, id, name, symbol: null, rank })),
    ...tokens
      .filter(({ layer }) => layer !== null)
      .map(({ id, name, symbol, layer }) => ({
        kind: 'token' as const,
        id,
        name,
        symbol,
        rank: rankOf.get(layer ?? '') ?? null,
      })),
  ]
}

/**
 * Candidates that a search means, best first: the symbol itself, then what begins with it, then what contains it, each in
 * the order given. An empty search means all.
 */
export function findEntities(candidates: readonly Candidate[], search: string): Candidate[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return [...candidates]
  const ranked = candidates.map((candidate) => ({ candidate, closeness: closenessOf(candidate, wanted) }))
  return ranked
    .filter(({ closeness }) => closeness > 0)
    .toSorted((a, b) => b.closeness - a.closeness)
    .map(({ candidate }) => candidate)
}

function closenessOf({ id, name, symbol }: Candidate, wanted: string): number {
  const texts = [symbol ?? '', name, id].map((text) => text.toLowerCase())
  if (texts.includes(wanted)) return 3
  if (texts.some((text) => text.startsWith(wanted))) return 2
  return texts.some((text) => text.includes(wanted)) ? 1 : 0
}
