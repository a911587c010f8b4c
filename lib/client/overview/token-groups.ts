import type { LayerFigures, TokenFigures } from '#lib/core/contract/snapshot'

/** Rows under one heading; `layer` null: tokens outside the layers. `title` null: one flat list. */
export interface TokenGroup {
  key: string
  title: string | null
  layer: LayerFigures | null
  tokens: TokenFigures[]
}

/** Tokens whose name, symbol or id contains the words; all of them without words. */
export function filterTokens(tokens: readonly TokenFigures[], words: string): readonly TokenFigures[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return tokens
  return tokens.filter(({ id, name, symbol }) =>
    [id, name, symbol].some((text) => text.toLowerCase().includes(wanted)),
  )
}

/** Tokens on the watchlist, in the order given; all of them where it is not asked for. */
export function watchedTokens(
  tokens: readonly TokenFigures[],
  watched: readonly string[] | null,
): readonly TokenFigures[] {
  return watched === null ? tokens : tokens.filter(({ id }) => watched.includes(id))
}

/** Sorted tokens under their primary layers, top layer first, benchmarks last; empty groups are left out. */
export function groupTokens(sorted: readonly TokenFigures[], layers: readonly LayerFigures[]): TokenGroup[] {
  const fromTop = layers.toSorted((a, b) => b.rank - a.rank)
  const groups: TokenGroup[] = fromTop.map((layer) => ({
    key: layer.id,
    title: layer.name,
    layer,
    tokens: sorted.filter((token) => token.layer === layer.id),
  }))
  const placed = new Set(layers.map(({ id }) => id))
  const outside = sorted.filter(({ layer }) => layer === null || !placed.has(layer))
  groups.push({ key: 'benchmarks', title: 'Benchmarks', layer: null, tokens: outside })
  return groups.filter(({ tokens }) => tokens.length > 0)
}
