import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { olsResiduals } from '#lib/core/analytics/ols-residuals'
import { MANY_RUNS, plainReturns } from '../../helpers/unruly-series.ts'

const X = [0.01, -0.02, 0.03, 0.005, -0.015, 0.02]
const Z = [0.03, 0.01, -0.02, 0.04, 0, -0.01]
const Y = [0.02, -0.01, 0.05, -0.01, -0.02, 0.015]

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? Number.NaN), 0)

describe('olsResiduals', () => {
  it('gives what numpy’s least squares leaves over', () => {
    const expected = [
      0.012058607385632929, 0.00989803417233145, 0.008995039500275574, -0.010248024986220825,
      -0.007795333455814797, -0.012908322616204303,
    ]
    expect(olsResiduals(Y, [X, Z])).toEqual(expected.map((value) => expect.closeTo(value, 15)))
  })

  it('is orthogonal to the constant and to every regressor', () => {
    fc.assert(
      fc.property(plainReturns(8, 8), plainReturns(8, 8), plainReturns(8, 8), (y, first, second) => {
        const rest = olsResiduals(y, [first, second])
        for (const regressor of [first, second, rest.map(() => 1)]) {
          expect(Math.abs(dot(rest, regressor))).toBeLessThan(1e-13)
        }
      }),
      MANY_RUNS,
    )
  })

  it('passes over a regressor that never moves or repeats another', () => {
    const once = olsResiduals(Y, [X])
    const still = X.map(() => 0.1)
    const twice = X.map((value) => 2 * value + 1)
    expect(olsResiduals(Y, [X, still, twice])).toEqual(once.map((value) => expect.closeTo(value, 12)))
  })

  it('leaves exact zeros of a series that is explained', () => {
    const explained = X.map((value, at) => 0.3 * value - 2 * (Z[at] ?? Number.NaN) + 0.01)
    expect(olsResiduals(explained, [X, Z])).toEqual([0, 0, 0, 0, 0, 0])
  })
})
