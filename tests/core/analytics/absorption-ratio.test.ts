import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absorptionRatio } from '#lib/core/analytics/absorption-ratio'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const RETURNS = [
  [0.02, 0.01],
  [-0.01, 0.03],
  [0.015, -0.02],
  [-0.03, 0.005],
]

/** Rows of three tokens from one run of numbers. */
const rowsOf = (series: (number | null)[]) =>
  Array.from({ length: Math.floor(series.length / 3) }, (_, at) => series.slice(3 * at, 3 * at + 3))

describe('absorptionRatio', () => {
  it('is the first eigenvalues’ share, with the values numpy gives', () => {
    const result = absorptionRatio(RETURNS)
    expect(result).toMatchObject({ n: 4, k: 1, reason: null })
    expect(result.absorptionRatio).toBeCloseTo(0.6896009999849485, 12)
    expect(result.eigenvalues?.[1]).toBeCloseTo(0.00029876, 8)
    expect(result.avgPairwiseCorrelation).toBeCloseTo(-0.3619763457316505, 12)
  })

  it('is 1 when all tokens make the same moves', () => {
    const same = RETURNS.map(([first = 0]) => [first, first, first])
    expect(absorptionRatio(same)).toMatchObject({
      absorptionRatio: expect.closeTo(1, 12),
      avgPairwiseCorrelation: expect.closeTo(1, 12),
    })
  })

  it('counts a fifth of the eigenvectors, rounded half up, at least one', () => {
    const width = (tokens: number) => absorptionRatio([new Array<number>(tokens).fill(0.1)])
    expect([1, 2, 7, 8, 12, 13].map((tokens) => width(tokens).k)).toEqual([1, 1, 1, 2, 2, 3])
    expect(absorptionRatio(RETURNS, { fraction: 1 })).toMatchObject({ k: 2, absorptionRatio: 1 })
  })

  it('leaves out dates with a missing return, and is unknown below those asked for', () => {
    const gappy = [...RETURNS, [null, 0.9], [0.9, Number.NaN]]
    expect(absorptionRatio(gappy)).toEqual(absorptionRatio(RETURNS))
    expect(absorptionRatio(gappy, { minObs: 5 })).toMatchObject({
      n: 4,
      absorptionRatio: null,
      reason: 'gap',
    })
    expect(absorptionRatio([[0.1, 0.2]])).toMatchObject({ eigenvalues: null, reason: 'too-short' })
    expect(absorptionRatio([])).toMatchObject({ k: 1, reason: 'too-few-constituents' })
  })

  it('is unknown when nothing moves, and has no average correlation when one token does not', () => {
    expect(
      absorptionRatio([
        [0.1, 0.2],
        [0.1, 0.2],
        [0.1, 0.2],
      ]).reason,
    ).toBe('constant')
    const oneStill = RETURNS.map(([first = 0]) => [first, 0])
    expect(absorptionRatio(oneStill)).toMatchObject({ absorptionRatio: 1, avgPairwiseCorrelation: null })
  })

  it('stays inside 0…1 with eigenvalues that sum to all variance, whatever comes in', () => {
    fc.assert(
      fc.property(unrulySeries, (series) => {
        const result = absorptionRatio(rowsOf(series))
        expect(unprintableNumbers(result)).toEqual([])
        expect(result.absorptionRatio === null).toBe(result.reason !== null)
        if (result.absorptionRatio === null) return
        expect(result.absorptionRatio).toBeGreaterThan(0)
        expect(result.absorptionRatio).toBeLessThanOrEqual(1)
      }),
      MANY_RUNS,
    )
  })

  it('refuses rows of different length and a share of none', () => {
    expect(() => absorptionRatio([[0.1, 0.2], [0.1]])).toThrow(/^absorptionRatio requires .*returns\[1\]/)
    expect(() => absorptionRatio(RETURNS, { fraction: 0 })).toThrow('got 0')
  })
})
