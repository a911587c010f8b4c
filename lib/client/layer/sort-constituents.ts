import type { ConstituentKey, ConstituentSort } from '#lib/client/layer/layer-params'
import type { Constituent } from '#lib/core/contract/layer-detail'
import type { TokenFigures } from '#lib/core/contract/snapshot'

/** A row of the table of constituents. */
export interface ConstituentRow {
  constituent: Constituent
  /** Name of its category in this layer. */
  category: string
  /** The same token on the board; `null` where the board does not hold it. */
  token: TokenFigures | null
}

const TEXTS: Partial<Readonly<Record<ConstituentKey, (row: ConstituentRow) => string>>> = {
  name: ({ constituent }) => constituent.name,
  category: ({ category }) => category,
}

const NUMBERS: Partial<Readonly<Record<ConstituentKey, (row: ConstituentRow) => number | null>>> = {
  weight: ({ constituent }) => constituent.weight,
  return: ({ constituent }) => constituent.return,
  contribution: ({ constituent }) => constituent.contribution,
  volatility: ({ constituent }) => constituent.volatility30d,
  risk: ({ constituent }) => constituent.riskShare,
  age: ({ token }) => token?.ageSeconds ?? null,
}

/** Rows in the chosen order; unknown stays last in both directions, equals keep their order. */
export function sortConstituents(
  rows: readonly ConstituentRow[],
  { key, descending }: ConstituentSort,
): ConstituentRow[] {
  const turn = descending ? -1 : 1
  const text = TEXTS[key]
  if (text !== undefined) return rows.toSorted((a, b) => turn * text(a).localeCompare(text(b), 'en'))
  const numberOf = NUMBERS[key]
  return rows.toSorted((a, b) => compare(numberOf?.(a) ?? null, numberOf?.(b) ?? null, turn))
}

function compare(a: number | null, b: number | null, turn: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return turn * (a - b)
}
