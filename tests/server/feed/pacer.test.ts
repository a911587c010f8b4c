import { describe, expect, it } from 'vitest'
import {
  creditMonth,
  historySpacing,
  idlePeriod,
  refreshPeriod,
  startOfNextMonth,
} from '#lib/server/feed/pacer'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const limits = { perMinute: 60, background: 40 }

describe('the pacer', () => {
  it('takes the time left over 95 % of the credits left where that is longer than the period', () => {
    const now = Date.UTC(2026, 11, 1)
    const period = (creditsLeft: number | null) =>
      refreshPeriod({ periodMs: MINUTE, currencies: 1, limits, creditsLeft, now })
    expect(period(10_000)).toBeCloseTo((31 * DAY) / 9_500, 6)
    expect([period(null), period(1_000_000), period(0)]).toEqual([MINUTE, MINUTE, Number.POSITIVE_INFINITY])
  })

  it('refreshes daily as long as a credit is left', () => {
    const pace = { periodMs: MINUTE, currencies: 1, limits, creditsLeft: 2, now: Date.UTC(2026, 11, 1) }
    expect(refreshPeriod(pace)).toBe(DAY)
  })

  it('never takes more than an hour for want of readers, and never goes faster', () => {
    expect([MINUTE, 5 * MINUTE, 20 * MINUTE, 2 * HOUR].map(idlePeriod)).toEqual([
      4 * MINUTE,
      20 * MINUTE,
      HOUR,
      2 * HOUR,
    ])
  })

  it('gives history what refreshes will not need, after that a twentieth', () => {
    const now = Date.UTC(2026, 11, 31)
    const spacing = (creditsLeft: number) => historySpacing({ creditsLeft, periodMs: 5 * MINUTE, now })
    expect([spacing(290), spacing(289)]).toEqual([0, DAY / (0.05 * 289)].map((ms) => expect.closeTo(ms, 3)))
  })

  it.each([
    ['2026-12-31T23:59:59.999Z', '2026-12', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T00:00:00.000Z', '2027-01', '2027-02-01T00:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', '2028-02', '2028-03-01T00:00:00.000Z'],
    // The night summer time begins and ends in most zones is any other night in UTC.
    ['2027-03-28T01:30:00.000Z', '2027-03', '2027-04-01T00:00:00.000Z'],
    ['2026-10-31T23:30:00.000Z', '2026-10', '2026-11-01T00:00:00.000Z'],
  ])('at %s counts to %s, which ends at %s', (iso, month, end) => {
    expect(creditMonth(Date.parse(iso))).toBe(month)
    expect(new Date(startOfNextMonth(Date.parse(iso))).toISOString()).toBe(end)
  })
})
