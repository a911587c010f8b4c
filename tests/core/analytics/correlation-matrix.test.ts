import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CorrelationMode, correlationMatrix } from '#lib/core/analytics/correlation-matrix'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const A = [0.01, -0.02, 0.03, 0.005, -0.015, 0.02]
const B = [0.02, -0.01, 0.05, -0.01, -0.02, 0.015]
const pairwise = { mode: 'pairwise', minOverlap: 2 } as const

describe('correlationMatrix', () => {
  it('holds Pearson correlations in the order of the ids, 1 on the diagonal', () => {
    const { ids, matrix, n } = correlationMatrix(
      [
        ['a', A],
        ['b', B],
      ],
      pairwise,
    )
    expect(ids).toEqual(['a', 'b'])
    expect(matrix).toEqual([
      [1, expect.closeTo(0.877028210069948, 13)],
      [expect.closeTo(0.877028210069948, 13), 1],
    ])
    expect(n).toEqual([
      [6, 6],
      [6, 6],
    ])
  })

  it('takes each cell on its own common dates when pairwise, all on the same when complete', () => {
    const series = [
      ['a', [...A, 0.5]],
      ['b', [...B, null]],
      ['c', [null, ...A]],
    ] as const
    expect(correlationMatrix(series, pairwise).n).toEqual([
      [7, 6, 6],
      [6, 6, 5],
      [6, 5, 6],
    ])
    expect(correlationMatrix(series, { ...pairwise, mode: 'complete' }).n.flat()).toEqual(
      new Array(9).fill(5),
    )
  })

  it('has no figure on fewer joint dates than asked for, on the diagonal either, and still tells n', () => {
    const series = [
      ['a', A],
      ['b', [...B.slice(0, 3), null, null, null]],
    ] as const
    const { matrix, n } = correlationMatrix(series, { mode: 'pairwise', minOverlap: 4 })
    expect(matrix).toEqual([
      [1, null],
      [null, null],
    ])
    expect(n).toEqual([
      [6, 3],
      [3, 3],
    ])
  })

  it('accepts exactly the overlap asked for', () => {
    const series = [
      ['a', A],
      ['b', B],
    ] as const
    expect(correlationMatrix(series, { mode: 'pairwise', minOverlap: 6 }).matrix[0]?.[1]).not.toBeNull()
    expect(correlationMatrix(series, { mode: 'pairwise', minOverlap: 7 }).matrix[0]?.[1]).toBeNull()
  })

  it('has no figure for a series that never moves on the joint dates, on the diagonal either', () => {
    const series = [
      ['a', [0.1, 0.1, 0.1]],
      ['b', [0.1, 0.2, 0.3]],
    ] as const
    expect(correlationMatrix(series, pairwise).matrix).toEqual([
      [null, null],
      [null, 1],
    ])
  })

  it('stays inside −1…1 and symmetric without a number that is none, whatever comes in', () => {
    const mode = fc.constantFrom<CorrelationMode>('pairwise', 'complete')
    fc.assert(
      fc.property(unrulySeries, unrulySeries, unrulySeries, mode, (a, b, c, chosen) => {
        const length = Math.min(a.length, b.length, c.length)
        const series = [a, b, c].map((one, at) => [`${at}`, one.slice(0, length)] as const)
        const result = correlationMatrix(series, { mode: chosen, minOverlap: 2 })
        expect(unprintableNumbers(result)).toEqual([])
        for (const [row, cells] of result.matrix.entries()) {
          for (const [column, value] of cells.entries()) {
            expect(value).toBe(result.matrix[column]?.[row])
            expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(1)
          }
        }
      }),
      MANY_RUNS,
    )
  })

  it('refuses series of different length, an unknown mode and a negative overlap', () => {
    expect(() =>
      correlationMatrix(
        [
          ['a', [1]],
          ['b', []],
        ],
        pairwise,
      ),
    ).toThrow(/^correlationMatrix requires/)
    const mode = 'kendall' as CorrelationMode
    expect(() => correlationMatrix([], { mode, minOverlap: 2 })).toThrow(
      'correlationMatrix requires mode pairwise or complete, got kendall',
    )
    expect(() => correlationMatrix([], { mode: 'complete', minOverlap: -1 })).toThrow(RangeError)
  })
})
