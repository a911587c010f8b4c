import { describe, expect, it } from 'vitest'
import type { Entity } from '#lib/core/analytics/board/entity-closes'
import { volatilityEntity } from '#lib/core/analytics/board/volatility-entity'
import { volatilityRanking } from '#lib/core/analytics/board/volatility-ranking'
import { daysToEnough, volatilityWindows } from '#lib/core/analytics/board/volatility-windows'
import { NO_HOURS } from '#lib/core/analytics/hourly-prices'
import { VOLATILITY_WINDOWS } from '#lib/core/contract/vocabulary'

/** A token with prices that move up and down by 1 to 5 % a day. */
function entity(days: number, isMissing: (slot: number) => boolean = () => false): Entity {
  const closes = Array.from({ length: days }, (_, slot) =>
    isMissing(slot) ? null : 100 + ((slot * 7) % 5) * (slot % 2 ? 1 : -1),
  )
  return {
    kind: 'token',
    id: `days-${days}`,
    name: 'Token',
    firstDay: 0,
    closes,
    hourly: NO_HOURS,
    reason: null,
  }
}

describe('volatilityWindows', () => {
  it('says of every window how many entities fill it, and how far the fullest is', () => {
    const offers = volatilityWindows([entity(91), entity(26), entity(0)], 'close')
    expect(offers.map(({ window, needed, filled, longest }) => [window, needed, filled, longest])).toEqual([
      [7, 6, 2, 7],
      [14, 12, 2, 14],
      [30, 24, 2, 30],
      [90, 72, 1, 90],
      [180, 144, 0, 90],
      [365, 292, 0, 90],
    ])
    expect(offers.map(({ reason }) => reason)).toEqual([null, null, null, null, 'too-short', 'too-short'])
  })

  it('agrees with the figures themselves', () => {
    const entities = [entity(200, (slot) => slot % 9 === 0), entity(60), entity(3)]
    for (const { window, filled } of volatilityWindows(entities, 'close')) {
      const known = entities.filter(
        (one) => volatilityEntity(one, { window, estimator: 'close', days: 1 }).current !== null,
      )
      expect(filled).toBe(known.length)
    }
  })

  it('has no windows for EWMA, and says what the others lack', () => {
    expect(volatilityWindows([entity(91)], 'ewma')).toEqual([])
    const hourly = volatilityWindows([entity(91)], 'hourly')
    expect(hourly).toHaveLength(VOLATILITY_WINDOWS.length)
    expect(hourly[0]).toMatchObject({ needed: 135, filled: 0, longest: 0, reason: 'no-hourly-prices' })
    expect(volatilityWindows([entity(91)], 'rogersSatchell')[0]).toMatchObject({
      needed: null,
      filled: 0,
      reason: 'no-candles',
    })
  })
})

describe('daysToEnough', () => {
  it('counts the days a short history still lacks', () => {
    expect(daysToEnough(entity(91), 90, 'close')).toBe(0)
    expect(daysToEnough(entity(73), 90, 'close')).toBe(0)
    expect(daysToEnough(entity(72), 90, 'close')).toBe(1)
    expect(daysToEnough(entity(72), 180, 'close')).toBe(73)
    expect(daysToEnough(entity(1), 7, 'close')).toBe(6)
    expect(daysToEnough(entity(40), 30, 'ewma')).toBe(21)
  })

  it('is right: with that many more days there is a value, with one less there is none', () => {
    const gappy = (slot: number) => slot % 4 === 1 && slot < 60
    const lacking = daysToEnough(entity(60, gappy), 30, 'close')
    expect(lacking).toBeGreaterThan(0)
    const valueAfter = (days: number) =>
      volatilityEntity(entity(60 + days, gappy), { window: 30, estimator: 'close', days: 1 }).current
    expect(valueAfter(Number(lacking))).not.toBeNull()
    expect(valueAfter(Number(lacking) - 1)).toBeNull()
  })

  it('promises nothing where days do not help', () => {
    expect(daysToEnough(entity(0), 30, 'close')).toBeNull()
    expect(daysToEnough(entity(91), 30, 'hourly')).toBeNull()
    expect(daysToEnough(entity(91), 30, 'rogersSatchell')).toBeNull()
  })
})

describe('volatilityRanking', () => {
  it('orders what is known from the highest down, equal ones as given, and joins overlapping bands', () => {
    const figure = (current: number | null, reach = 0.1) => ({
      current,
      low: current === null ? null : current - reach,
      high: current === null ? null : current + reach,
    })
    const ranking = volatilityRanking([figure(0.5), figure(null), figure(2), figure(0.5), figure(0.65)])
    expect(ranking.order).toEqual([2, 4, 0, 3])
    expect(ranking.indistinguishable).toEqual([{ first: 1, last: 3 }])
  })
})

describe('the band of an EWMA volatility', () => {
  it('rests on the returns that count and not on all that were read', () => {
    const view = { window: 30, estimator: 'ewma', days: 1 } as const
    const { current, standardError, n } = volatilityEntity(entity(366), view)
    expect(n).toBe(365)
    // A year of equal weights would promise 1 in 27 (κ = 3); 32 effective returns give 1 in 8.
    expect(Number(standardError) / Number(current)).toBeGreaterThanOrEqual(1 / Math.sqrt(2 * 32) - 1e-12)
  })
})
