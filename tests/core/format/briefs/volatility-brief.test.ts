import { describe, expect, it } from 'vitest'
import { volatilityBrief } from '#lib/core/format/briefs/volatility-brief'
import { entityFixture, volatilityFixture } from '../../../helpers/volatility-fixture.ts'

const briefOf = (...args: Parameters<typeof volatilityFixture>) =>
  volatilityBrief(volatilityFixture(...args))
    .join(' ')
    .replaceAll('\u00a0', ' ')

const [hot, warm, cool] = [
  entityFixture({ id: 'hot', current: 1.5 }),
  entityFixture({ id: 'warm', current: 1.35 }),
  entityFixture({ id: 'cool', current: 0.5 }),
]

describe('volatilityBrief', () => {
  it('names the ends of the ranking with their bands, and whom the leader cannot be told from', () => {
    expect(briefOf([cool, hot, warm])).toBe(
      'Over 30 days HOT is the most volatile of 3 at 150.0 % a year (140.0 % to 160.0 %); ' +
        'COOL is the calmest at 50.0 % (40.0 % to 60.0 %). ' +
        'The 95 % bands of WARM overlap that of HOT: that order is within its error.',
    )
  })

  it('says when the lead is clear, and when it is none at all', () => {
    expect(briefOf([cool, hot])).toContain('No other 95 % band reaches that of HOT.')
    expect(briefOf([hot, warm])).toContain(
      'Every other 95 % band overlaps that of HOT: the lead is within its own error.',
    )
  })

  it('tells what is unusual against its own past, or that nothing is', () => {
    const standing = (percentiles: readonly (number | null)[]) =>
      briefOf([hot, warm, cool].map((one, at) => ({ ...one, percentile: percentiles[at] ?? null })))
    expect(standing([0.97, 0.5, 0.04])).toContain(
      'Against the own past year HOT (97th pct) high, COOL (4th pct) low.',
    )
    expect(standing([0.5, 0.6, null])).toContain('Against the own past year none is unusual.')
    expect(standing([null, null, null])).not.toContain('own past')
  })

  it('names what is not known with what it has, and shortens long lists', () => {
    const unknown = ['a', 'b', 'c', 'd', 'e'].map((id) => entityFixture({ id, n: 3 }))
    expect(briefOf([hot, ...unknown])).toBe(
      'Over 30 days HOT stands at 150.0 % a year (140.0 % to 160.0 %); no other is known. ' +
        'Not known: A (3 of 24 returns), B (3 of 24 returns), C (3 of 24 returns) and 2 more.',
    )
    expect(briefOf(unknown)).toMatch(/^Over 30 days no volatility is known\. Not known: /)
  })

  it('names the estimator', () => {
    expect(briefOf([hot], { estimator: 'ewma' })).toMatch(/^By EWMA HOT/)
    expect(briefOf([hot], { estimator: 'hourly', window: 7 })).toMatch(/^By hourly returns over 7 days HOT/)
  })

  it('says the same of the same numbers', () => {
    expect(briefOf([cool, hot, warm])).toBe(briefOf([cool, hot, warm]))
  })
})
