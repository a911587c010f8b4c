import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Band, indistinguishableRuns, type RankRun } from '#lib/core/analytics/indistinguishable-runs'
import { MANY_RUNS } from '../../helpers/unruly-series.ts'

const bands = (...ends: readonly [number, number][]): Band[] => ends.map(([low, high]) => ({ low, high }))
const overlap = (a: Band, b: Band) => a.low <= b.high && b.low <= a.high
const bandArbitrary = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 }))
  .map(([low, width]) => ({ low, high: low + width }))

/** Every stretch of two places or more. */
const stretches = (ranking: readonly Band[]): RankRun[] =>
  ranking.flatMap((_, first) => ranking.flatMap((__, last) => (last > first ? [{ first, last }] : [])))

describe('indistinguishableRuns', () => {
  it('joins neighbours whose bands overlap and leaves out who stands alone', () => {
    expect(indistinguishableRuns(bands([9, 12], [8, 10], [3, 4], [0, 1]))).toEqual([{ first: 0, last: 1 }])
  })

  it('does not chain: A with B and B with C are two runs when A and C are apart', () => {
    expect(indistinguishableRuns(bands([3, 5], [1, 4], [0, 2]))).toEqual([
      { first: 0, last: 1 },
      { first: 1, last: 2 },
    ])
  })

  it('joins all when all overlap, once', () => {
    expect(indistinguishableRuns(bands([0, 9], [1, 8], [2, 7]))).toEqual([{ first: 0, last: 2 }])
  })

  it('counts bands that touch as overlapping, and has nothing to say of one or none', () => {
    expect(indistinguishableRuns(bands([2, 3], [1, 2]))).toEqual([{ first: 0, last: 1 }])
    expect(indistinguishableRuns(bands([2, 3]))).toEqual([])
    expect(indistinguishableRuns([])).toEqual([])
  })

  it('refuses what is no band', () => {
    expect(() => indistinguishableRuns(bands([3, 1]))).toThrow('low ≤ high, got 3 … 1')
    expect(() => indistinguishableRuns(bands([0, Number.NaN]))).toThrow('high to be a finite number')
  })

  it('holds exactly the longest stretches in which every pair overlaps', () => {
    fc.assert(
      fc.property(fc.array(bandArbitrary, { maxLength: 9 }), (ranking) => {
        const joined = stretches(ranking).filter(({ first, last }) => {
          const members = ranking.slice(first, last + 1)
          return members.every((one) => members.every((other) => overlap(one, other)))
        })
        const isInside = (one: RankRun, other: RankRun) =>
          one !== other && other.first <= one.first && one.last <= other.last
        const longest = joined.filter((one) => !joined.some((other) => isInside(one, other)))
        expect(indistinguishableRuns(ranking)).toEqual(longest)
      }),
      MANY_RUNS,
    )
  })
})
