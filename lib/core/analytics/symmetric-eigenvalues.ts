import { requireEqualLengths } from '#lib/core/analytics/argument-checks'

/** Convergence is quadratic; a 60 × 60 matrix takes about ten sweeps. */
const MAX_SWEEPS = 60
/** Sum of squares off the diagonal, relative to the largest entry, that is nothing any more. */
const NEGLIGIBLE = 1e-40
const SYMMETRY_TOLERANCE = 1e-9

/** A square matrix, row after row, that the rotations work on in place. */
interface Square {
  size: number
  cells: Float64Array
}

/**
 * Eigenvalues of a symmetric matrix, largest first.
 * Purpose: how much of a group's variance its first common factors carry.
 * Formula: cyclic Jacobi rotations, each of which zeroes one pair off the diagonal, until none is left.
 * Unit: that of the entries. Cost: O(size³) per sweep, about ten sweeps.
 * Source: Golub & Van Loan, Matrix Computations, § 8.5.
 * Example: [[2, 1], [1, 2]] → [3, 1].
 * @throws RangeError for a matrix that is not square, finite and symmetric.
 */
export function symmetricEigenvalues(matrix: readonly (readonly number[])[]): number[] {
  const largest = requireSymmetric(matrix)
  if (largest === 0) return matrix.map(() => 0)
  // A power of two, so that scaling itself rounds nothing.
  const scale = 2 ** Math.floor(Math.log2(largest))
  const square: Square = {
    size: matrix.length,
    cells: Float64Array.from(matrix.flat(), (entry) => entry / scale),
  }
  for (let sweep = 0; sweep < MAX_SWEEPS && squaresOffDiagonal(square) > NEGLIGIBLE; sweep += 1) {
    for (let row = 0; row < square.size; row += 1) {
      for (let column = row + 1; column < square.size; column += 1) rotate(square, row, column)
    }
  }
  return matrix.map((_, at) => cell(square, at, at) * scale).sort((a, b) => b - a)
}

/** Zeroes the pair at (p, q) by the smaller of the two rotations that do. */
function rotate(square: Square, p: number, q: number): void {
  const pair = cell(square, p, q)
  if (pair === 0) return
  const [pp, qq] = [cell(square, p, p), cell(square, q, q)]
  const cotangent = (qq - pp) / (2 * pair)
  const tangent = Math.sign(cotangent || 1) / (Math.abs(cotangent) + Math.hypot(cotangent, 1))
  const cosine = 1 / Math.hypot(tangent, 1)
  const sine = tangent * cosine
  for (let at = 0; at < square.size; at += 1) {
    if (at === p || at === q) continue
    const [atP, atQ] = [cell(square, at, p), cell(square, at, q)]
    setPair(square, at, p, cosine * atP - sine * atQ)
    setPair(square, at, q, sine * atP + cosine * atQ)
  }
  setPair(square, p, p, pp - tangent * pair)
  setPair(square, q, q, qq + tangent * pair)
  setPair(square, p, q, 0)
}

function cell({ size, cells }: Square, row: number, column: number): number {
  return cells[row * size + column] as number
}

function setPair({ size, cells }: Square, row: number, column: number, value: number): void {
  cells[row * size + column] = value
  cells[column * size + row] = value
}

function squaresOffDiagonal(square: Square): number {
  let sum = 0
  for (let row = 0; row < square.size; row += 1) {
    for (let column = row + 1; column < square.size; column += 1) sum += cell(square, row, column) ** 2
  }
  return sum
}

/** Largest absolute entry of a matrix that may be decomposed. */
function requireSymmetric(matrix: readonly (readonly number[])[]): number {
  let largest = 0
  for (const [at, row] of matrix.entries()) {
    requireEqualLengths('symmetricEigenvalues', { rows: matrix, [`row ${at}`]: row })
    for (const entry of row) {
      if (!Number.isFinite(entry)) {
        throw new RangeError(`symmetricEigenvalues requires finite entries, got ${entry} in row ${at}`)
      }
      largest = Math.max(largest, Math.abs(entry))
    }
  }
  for (const [at, row] of matrix.entries()) {
    for (const [other, entry] of row.entries()) {
      const mirrored = matrix[other]?.[at] as number
      if (Math.abs(entry - mirrored) > SYMMETRY_TOLERANCE * largest) {
        throw new RangeError(
          `symmetricEigenvalues requires a symmetric matrix, got ${entry} and ${mirrored} at ${at}, ${other}`,
        )
      }
    }
  }
  return largest
}
