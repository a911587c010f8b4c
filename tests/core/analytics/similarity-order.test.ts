import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { similarityOrder } from '#lib/core/analytics/similarity-order'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

type Cell = number | null

/** A symmetric matrix of `size` with 1 on the diagonal; cells by row and column, row < column. */
function symmetric(size: number, cell: (row: number, column: number) => Cell): Cell[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) =>
      row === column ? 1 : cell(Math.min(row, column), Math.max(row, column)),
    ),
  )
}

const anyMatrix = fc.integer({ min: 0, max: 12 }).chain((size) =>
  fc
    .array(fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { freq: 4 }), {
      minLength: size * size,
      maxLength: size * size,
    })
    .map((cells) => symmetric(size, (row, column) => cells[row * size + column] ?? null)),
)

describe('similarityOrder', () => {
  it('puts the rows that move together side by side', () => {
    const pairs = new Set(['0 2', '1 3'])
    const matrix = symmetric(4, (row, column) => (pairs.has(`${row} ${column}`) ? 0.9 : 0.1))
    expect(similarityOrder(matrix)).toEqual([0, 2, 1, 3])
  })

  it('turns clusters so that their closest members meet', () => {
    // A chain 2–0–1–3: only neighbours are alike.
    const alike: Record<string, number> = { '0 2': 0.9, '0 1': 0.8, '1 3': 0.85 }
    const matrix = symmetric(4, (row, column) => alike[`${row} ${column}`] ?? 0)
    expect(similarityOrder(matrix)).toEqual([2, 0, 1, 3])
  })

  it('leaves rows of which nothing is known at the end, in their order', () => {
    const isKnown = (at: number) => at === 1 || at === 3
    const matrix = symmetric(5, (row, column) => (isKnown(row) && isKnown(column) ? 0.5 : null))
    expect(similarityOrder(matrix)).toHaveLength(5)
    const order = similarityOrder(matrix)
    expect(Math.abs(order.indexOf(1) - order.indexOf(3))).toBe(1)
    expect(order.filter((at) => !isKnown(at))).toEqual([0, 2, 4])
  })

  it('has an order of one and of none', () => {
    expect(similarityOrder([])).toEqual([])
    expect(similarityOrder([[null]])).toEqual([0])
  })

  it('refuses a matrix that is not square', () => {
    expect(() => similarityOrder([[1, 0.5]])).toThrow('arrays of equal length')
  })

  it('is a permutation, the same one every time, whatever is unknown', () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const order = similarityOrder(matrix)
        expect(order.toSorted((a, b) => a - b)).toEqual([...matrix.keys()])
        expect(similarityOrder(structuredClone(matrix))).toEqual(order)
      }),
      MANY_RUNS,
    )
  })

  it('brings two blocks out as blocks, however they were mixed', () => {
    const block = fc.array(fc.boolean(), { minLength: 2, maxLength: 14 })
    fc.assert(
      fc.property(
        block,
        fc.infiniteStream(fc.double({ min: 0, max: 0.2, noNaN: true })),
        (isUpper, noise) => {
          const matrix = symmetric(isUpper.length, (row, column) => {
            const level = isUpper[row] === isUpper[column] ? 0.6 : -0.2
            return level + (noise.next().value as number)
          })
          const sides = similarityOrder(matrix).map((at) => isUpper[at])
          const changes = sides.filter((side, at) => at > 0 && side !== sides[at - 1]).length
          expect(changes).toBe(new Set(isUpper).size - 1)
        },
      ),
      MANY_RUNS,
    )
  })
})
