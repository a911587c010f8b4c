import { requireEqualLengths } from '#lib/core/analytics/argument-checks'
import { isValidReturn } from '#lib/core/analytics/is-valid-return'

/**
 * The dates on which every token has a return, oldest first: the common sample that covariance matrices need.
 * `rows[date][token]`. Cost: O(dates × tokens). Example: [[1, 2], [null, 3]] → [[1, 2]].
 * @throws RangeError naming `formula` for rows of different length.
 */
export function completeRows(formula: string, rows: readonly (readonly (number | null)[])[]): number[][] {
  const [first] = rows
  if (first === undefined) return []
  return rows.flatMap((row, date) => {
    requireEqualLengths(formula, { 'returns[0]': first, [`returns[${date}]`]: row })
    const known = row.filter(isValidReturn)
    return known.length === first.length ? [known] : []
  })
}
