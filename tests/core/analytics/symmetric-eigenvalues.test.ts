import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#lib/core/analytics/seeded-random'
import { symmetricEigenvalues } from '#lib/core/analytics/symmetric-eigenvalues'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

/** A symmetric matrix of the given size whose cells come from `cell`, asked once per pair. */
function symmetric(size: number, cell: () => number): number[][] {
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (let row = 0; row < size; row += 1) {
    for (let column = row; column < size; column += 1) {
      const value = cell()
      for (const [a, b] of [
        [row, column],
        [column, row],
      ] as const) {
        const line = matrix[a]
        if (line) line[b] = value
      }
    }
  }
  return matrix
}

const trace = (matrix: number[][]) => matrix.reduce((sum, row, at) => sum + (row[at] ?? Number.NaN), 0)
const squares = (matrix: number[][]) => matrix.flat().reduce((sum, value) => sum + value * value, 0)

describe('symmetricEigenvalues', () => {
  it('gives what LAPACK gives, largest first', () => {
    const values = symmetricEigenvalues([
      [4, 1, 2],
      [1, 3, 0],
      [2, 0, 5],
    ])
    const expected = [6.669079088282287, 3.4760236029181333, 1.854897308799576]
    expect(values).toEqual(expected.map((value) => expect.closeTo(value, 13)))
  })

  it('keeps the small ones of an ill-conditioned matrix (Hilbert, 6 × 6)', () => {
    const hilbert = Array.from({ length: 6 }, (_, row) =>
      Array.from({ length: 6 }, (_, column) => 1 / (row + column + 1)),
    )
    const values = symmetricEigenvalues(hilbert)
    expect(values[4]).toBeCloseTo(1.257075712263069e-5, 16)
    expect(values[5]).toBeCloseTo(1.0827994845192786e-7, 16)
  })

  it('converges for 60 × 60: trace and sum of squares come back', () => {
    const random = seededRandom(7)
    const matrix = symmetric(60, () => random() - 0.5)
    const values = symmetricEigenvalues(matrix)
    expect(values).toHaveLength(60)
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace(matrix), 11)
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(squares(matrix), 9)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
  })

  it('sums to the trace at any size and scale', () => {
    const cells = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 })
    fc.assert(
      fc.property(
        cells,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: -250, max: 250 }),
        (raw, size, power) => {
          let next = 0
          const matrix = symmetric(size, () => (raw[next++] ?? 0) * 10 ** power)
          const values = symmetricEigenvalues(matrix)
          const sum = values.reduce((total, value) => total + value, 0)
          const slack = 1e-12 * Math.max(...matrix.flat().map(Math.abs)) * size
          expect(Math.abs(sum - trace(matrix))).toBeLessThanOrEqual(slack)
        },
      ),
      MANY_RUNS,
    )
  })

  it('knows the trivial ones', () => {
    expect(symmetricEigenvalues([])).toEqual([])
    expect(symmetricEigenvalues([[3]])).toEqual([3])
    expect(
      symmetricEigenvalues([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([0, 0])
    expect(
      symmetricEigenvalues([
        [2, 1],
        [1, 2],
      ]),
    ).toEqual([3, 1])
  })

  it('refuses a matrix that is not square, finite and symmetric, by place', () => {
    expect(() => symmetricEigenvalues([[1, 2]])).toThrow(/^symmetricEigenvalues requires .*row 0/)
    expect(() => symmetricEigenvalues([[Number.NaN]])).toThrow('got NaN in row 0')
    expect(() =>
      symmetricEigenvalues([
        [1, 2],
        [3, 1],
      ]),
    ).toThrow('got 2 and 3 at 0, 1')
  })
})
