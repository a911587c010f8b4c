import type { Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import type { CsvOptions } from '#lib/core/csv/csv-options'
import { csvTable } from '#lib/core/csv/csv-table'
import { TOKEN_COLUMNS } from '#lib/core/csv/token-columns'

function byMarketCapDown({ marketCap: a }: TokenFigures, { marketCap: b }: TokenFigures): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : b - a
}

function byId(a: TokenFigures, b: TokenFigures): number {
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

function sortedTokens({ layers, tokens }: Snapshot): TokenFigures[] {
  const ranks = new Map(layers.map((layer) => [layer.id, layer.rank]))
  const rankOf = ({ layer }: TokenFigures) =>
    layer === null ? Number.MAX_SAFE_INTEGER : (ranks.get(layer) ?? Number.MAX_SAFE_INTEGER - 1)
  return tokens.toSorted((a, b) => rankOf(a) - rankOf(b) || byMarketCapDown(a, b) || byId(a, b))
}

function isIn(token: TokenFigures, layer: string): boolean {
  return token.layer === layer || token.alsoIn.some((membership) => membership.layer === layer)
}

/**
 * One row per token, by layer rank, then market cap downwards (unknown last), then id; benchmarks, which have
 * no layer, close the file. `layer` keeps the tokens that belong to it, primarily or also; their row still
 * names the primary layer. Entries of `also_in` (`layer/category`) and of `flags` are joined by `|`.
 */
export function tokensCsv(snapshot: Snapshot, options: CsvOptions, layer?: string): string {
  const sorted = sortedTokens(snapshot)
  const kept = layer === undefined ? sorted : sorted.filter((token) => isIn(token, layer))
  return csvTable(
    TOKEN_COLUMNS,
    kept.map((token) => ({ snapshot, token })),
    options,
  )
}
