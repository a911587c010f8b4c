import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  TIE_RULES,
  type TieRule,
  volatilityPercentile,
  volatilityStanding,
} from '#lib/core/analytics/volatility-percentile'
import { MANY_RUNS, unprintableNumbers, unrulySeries } from '../../helpers/unruly-series.ts'

const past = Array.from({ length: 60 }, (_, at) => at + 1)

describe('volatilityPercentile', () => {
  it('is the share of the past below today', () => {
    expect(volatilityPercentile(past, 30.5)).toBe(0.5)
    expect(volatilityPercentile(past, 100)).toBe(1)
    expect(volatilityPercentile(past, 0)).toBe(0)
  })

  it('counts a tie as half', () => {
    expect(volatilityPercentile(past, 30)).toBe(29.5 / 60)
  })

  it('is unknown below sixty known values or without a value today', () => {
    expect(volatilityPercentile(past.slice(1), 30)).toBeNull()
    expect(volatilityPercentile([...past.slice(1), null], 30)).toBeNull()
    expect(volatilityPercentile(past, null)).toBeNull()
  })
})

describe('volatilityStanding', () => {
  const history = [0.2, 0.4, 0.4, 0.6, 0.8]
  const standing = (today: number | null, ties: TieRule = 'mean') =>
    volatilityStanding(history, today, { ties, minHistory: 3 })

  it('counts ties as told: not, fully or half', () => {
    expect(TIE_RULES.map((ties) => standing(0.4, ties).percentile)).toEqual([0.2, 0.6, 0.4])
  })

  it('ranks by range and stays inside it', () => {
    expect(standing(0.4).rank).toBeCloseTo(1 / 3, 15)
    expect([standing(0.1).rank, standing(0.9).rank]).toEqual([0, 1])
  })

  it('says why: too short, no value today, or no range', () => {
    expect(standing(null)).toEqual({ percentile: null, rank: null, n: 5, reason: 'gap' })
    expect(volatilityStanding(history, 0.4)).toEqual({
      percentile: null,
      rank: null,
      n: 5,
      reason: 'too-short',
    })
    expect(volatilityStanding([1, 1, null], 1, { minHistory: 2 })).toEqual({
      percentile: 0.5,
      rank: null,
      n: 2,
      reason: 'constant',
    })
  })

  it('is a share between 0 and 1 for whatever comes in, strict ≤ mean ≤ weak', () => {
    fc.assert(
      fc.property(unrulySeries, fc.option(fc.double()), (past, today) => {
        const results = TIE_RULES.map((ties) => volatilityStanding(past, today, { ties, minHistory: 1 }))
        expect(unprintableNumbers(results)).toEqual([])
        for (const { percentile, rank, reason } of results)
          expect(reason === null).toBe(percentile !== null && rank !== null)
        const shares = results.flatMap(({ percentile, rank }) => [percentile, rank])
        const known = shares.filter((share) => share !== null)
        expect(known.every((share) => share >= 0 && share <= 1)).toBe(true)
        const [strict, weak, mean] = results.map(({ percentile }) => percentile ?? 0)
        expect(strict).toBeLessThanOrEqual(mean as number)
        expect(mean).toBeLessThanOrEqual(weak as number)
      }),
      MANY_RUNS,
    )
  })

  it('refuses a tie rule nobody knows and a history of nothing', () => {
    const run = (ties: string, minHistory: number) => () =>
      volatilityStanding(history, 0.4, { ties: ties as TieRule, minHistory })
    expect(run('rank', 3)).toThrow(
      'volatilityStanding requires ties to be one of strict, weak, mean, got rank',
    )
    expect(run('mean', 0)).toThrow('minHistory to be a whole number of at least 1, got 0')
  })
})
