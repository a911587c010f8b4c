import { mean } from '#lib/core/analytics/mean'

/** What is left of a vector below this share of its length is rounding. */
const ROUNDING = 1e-10

/**
 * What regressors do not explain of a series: residuals of ordinary least squares with an intercept.
 * Purpose: token moves without the market's.
 * Formula: the series minus its projection on the centred regressors, made orthogonal one after the other (modified
 * Gram–Schmidt). A regressor that never moves or repeats earlier ones explains nothing more and is passed over; a
 * series that is explained up to rounding leaves exact zeros.
 * Unit: that of the series. All series equally long, without gaps, not empty, valid returns. Cost: O(n × regressors²).
 * Source: Golub & Van Loan, Matrix Computations, § 5.2; equals R's `resid(lm(...))`.
 * Example: [1, 2, 4] on [1, 2, 3] → [1/6, −1/3, 1/6].
 */
export function olsResiduals(
  series: readonly number[],
  regressors: readonly (readonly number[])[],
): number[] {
  const basis: number[][] = []
  for (const regressor of regressors) {
    const rest = withoutProjections(centred(regressor), basis)
    const length = norm(rest)
    if (length > 0) basis.push(rest.map((value) => value / length))
  }
  return withoutProjections(centred(series), basis)
}

function centred(values: readonly number[]): number[] {
  const middle = mean(values) as number
  const rest = values.map((value) => value - middle)
  return norm(rest) <= ROUNDING * norm(values) ? rest.map(() => 0) : rest
}

/** `vector` minus its projections on orthonormal ones, twice: once more takes away what rounding left. */
function withoutProjections(vector: readonly number[], basis: readonly (readonly number[])[]): number[] {
  const rest = [...vector]
  for (const direction of [...basis, ...basis]) {
    const along = dot(rest, direction)
    for (const [at, value] of direction.entries()) rest[at] = (rest[at] as number) - along * value
  }
  return norm(rest) <= ROUNDING * norm(vector) ? rest.map(() => 0) : rest
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (const [at, value] of a.entries()) sum += value * (b[at] as number)
  return sum
}

function norm(vector: readonly number[]): number {
  return Math.sqrt(dot(vector, vector))
}
