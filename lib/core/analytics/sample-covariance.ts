import { coMoments } from '#lib/core/analytics/co-moments'

/**
 * Sample covariance matrix of equally long columns, with Bessel's correction.
 * Purpose: the input of risk contributions and of the absorption ratio.
 * Formula: Σ_ij = Σ_t (x_i − x̄_i)(x_j − x̄_j) / (n − 1), two passes; exactly symmetric.
 * Unit: that of the columns, squared. Cost: O(columns² × n). Source: R's `cov`.
 * Example: columns [1, 2, 3] and [2, 4, 6] → [[1, 2], [2, 4]].
 * @throws RangeError for columns of less than two values.
 */
export function sampleCovariance(columns: readonly (readonly number[])[]): number[][] {
  const short = columns.find((column) => column.length < 2)
  if (short) throw new RangeError(`sampleCovariance requires two values per column, got ${short.length}`)
  return columns.map((x) => columns.map((y) => coMoments(x, y).sumXY / (x.length - 1)))
}
