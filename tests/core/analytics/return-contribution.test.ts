import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnContribution } from '#lib/core/analytics/return-contribution'
import { MANY_RUNS, plainReturns, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const rowsOf = <Value>(series: Value[]) =>
  Array.from({ length: Math.floor(series.length / 3) }, (_, at) => series.slice(3 * at, 3 * at + 3))

describe('returnContribution', () => {
  it('weights each period’s contributions with the level before it', () => {
    const weights = [
      [0.5, 0.5],
      [2 / 3, 1 / 3],
    ]
    expect(
      returnContribution(weights, [
        [0.5, -0.25],
        [0, 0.3],
      ]),
    ).toEqual({
      contribution: [0.25, expect.closeTo(-0.0125, 12)],
      total: expect.closeTo(0.2375, 12),
      reason: null,
    })
  })

  it('sums to the total to the last bit, and the total is the chained return', () => {
    fc.assert(
      fc.property(plainReturns(3), (series) => {
        const returns = rowsOf(series)
        const weights = returns.map((_, period) => [0.5, 0.5 - (period % 5) / 10, (period % 5) / 10])
        const { contribution, total } = returnContribution(weights, returns)
        let sum = 0
        for (const part of contribution) sum += part ?? Number.NaN
        expect(sum).toBe(total)
        const chained = returns.reduce(
          (level, row, period) =>
            level * (1 + row.reduce((change, one, at) => change + one * (weights[period]?.[at] ?? 0), 0)),
          1,
        )
        expect(total).toBeCloseTo(chained - 1, 9)
      }),
      MANY_RUNS,
    )
  })

  it('is one period’s weight times return where there is one period', () => {
    expect(returnContribution([[0.25, 0.75]], [[0.1, -0.2]]).contribution).toEqual([
      0.025,
      expect.closeTo(-0.15, 15),
    ])
  })

  it('needs no return of a token it does not hold, but is unknown without that of one it does', () => {
    expect(returnContribution([[1, 0]], [[0.1, null]])).toMatchObject({ contribution: [0.1, 0], total: 0.1 })
    expect(returnContribution([[0.5, 0.5]], [[0.1, null]])).toEqual({
      contribution: [null, null],
      total: null,
      reason: 'no-return',
    })
    expect(returnContribution([], [])).toEqual({ contribution: [], total: null, reason: 'too-short' })
  })

  it('gives no number that is none, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (series) => {
        const rows = rowsOf(series)
        const result = returnContribution(rows.toReversed(), rows)
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.total === null).toBe(result.reason !== null)
      }),
      MANY_RUNS,
    )
  })

  it('refuses weights and returns of different shape', () => {
    expect(() => returnContribution([[1]], [])).toThrow(/^returnContribution requires/)
    expect(() => returnContribution([[1, 0]], [[0.1]])).toThrow(/returns\[0\]/)
    expect(() => returnContribution([[1], [1, 0]], [[0.1], [0.1, 0]])).toThrow(/beginWeights\[1\]/)
  })
})
