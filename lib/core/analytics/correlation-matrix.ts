import { requireEqualLengths, requireWhole } from '#lib/core/analytics/argument-checks'
import { correlation } from '#lib/core/analytics/correlation'
import { isValidReturn } from '#lib/core/analytics/is-valid-return'
import { type JointReturns, jointReturns } from '#lib/core/analytics/joint-returns'

/** `pairwise`: each cell on its own common dates. `complete`: all cells on the dates that every series has. */
export const CORRELATION_MODES = ['pairwise', 'complete'] as const
export type CorrelationMode = (typeof CORRELATION_MODES)[number]

export interface CorrelationMatrix {
  ids: readonly string[]
  /** Row and column in the order of `ids`; −1…1 or `null`. Symmetric. */
  matrix: readonly (readonly (number | null)[])[]
  /** Joint observations behind each cell. */
  n: readonly (readonly number[])[]
}

export interface CorrelationMatrixOptions {
  mode: CorrelationMode
  /** Joint observations a cell needs. */
  minOverlap: number
}

type Returns = readonly (number | null)[]
type Series = readonly [id: string, returns: readonly (number | null)[]]

/**
 * Correlations of several return series.
 * Purpose: which tokens and layers move together; `n` tells how far each cell can be trusted.
 * Formula: Pearson per cell; the diagonal is 1 by the same rules, so a series that is too short or never moves has
 * none there either. A `pairwise` matrix need not be positive semi-definite: use `complete` for what takes it whole.
 * Unit: −1…1. Gaps: dates missing on a side (`complete`: on any) are left out; `null` below `minOverlap` or where a side
 * never changes on the joint dates. Cost: O(tokens² × dates).
 * Source: R's `cor(use = "pairwise.complete.obs")` and `"complete.obs"`.
 * Example: a = [1, 2, 3], b = [2, 4, 6] → [[1, 1], [1, 1]].
 * @throws RangeError for series of different length, an unknown mode or a `minOverlap` that is no count.
 */
export function correlationMatrix(
  series: readonly Series[],
  { mode, minOverlap }: CorrelationMatrixOptions,
): CorrelationMatrix {
  requireEqualLengths('correlationMatrix', Object.fromEntries(series))
  requireWhole('correlationMatrix', 'minOverlap', minOverlap, 0)
  if (!CORRELATION_MODES.includes(mode)) {
    throw new RangeError(`correlationMatrix requires mode ${CORRELATION_MODES.join(' or ')}, got ${mode}`)
  }
  const rows = mode === 'complete' ? onCommonDates(series) : series.map(([, returns]) => returns)
  const matrix = rows.map(() => new Array<number | null>(rows.length).fill(null))
  const n = rows.map(() => new Array<number>(rows.length).fill(0))
  const gapless = new Set(rows.filter((returns) => returns.every(isValidReturn)))
  for (const [row, own] of rows.entries()) {
    // The matrix is symmetric: a pair is correlated once.
    for (let column = row; column < rows.length; column += 1) {
      const joint = jointOf(own, rows[column] as Returns, gapless)
      const value = joint.first.length < minOverlap ? null : correlation(joint.first, joint.second)
      const cell = value !== null && row === column ? 1 : value
      setBoth(matrix, row, column, cell)
      setBoth(n, row, column, joint.first.length)
    }
  }
  return { ids: series.map(([id]) => id), matrix, n }
}

/** Series without a gap are their own common dates. */
function jointOf(own: Returns, other: Returns, gapless: ReadonlySet<Returns>): JointReturns {
  const isWhole = (returns: Returns): returns is number[] => gapless.has(returns)
  return isWhole(own) && isWhole(other) ? { first: own, second: other } : jointReturns(own, other)
}

function setBoth<T>(cells: T[][], row: number, column: number, value: T): void {
  ;(cells[row] as T[])[column] = value
  ;(cells[column] as T[])[row] = value
}

function onCommonDates(series: readonly Series[]): (number | null)[][] {
  const isCommon = (date: number) => series.every(([, returns]) => isValidReturn(returns[date]))
  return series.map(([, returns]) => returns.filter((_, date) => isCommon(date)))
}
