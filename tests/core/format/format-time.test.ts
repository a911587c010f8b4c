import { afterEach, describe, expect, it } from 'vitest'
import { formatAge, formatUtcDate, formatUtcDateTime, formatUtcTime } from '#lib/core/format/format-time'

const ownZone = process.env.TZ

afterEach(() => {
  if (ownZone === undefined) delete process.env.TZ
  else process.env.TZ = ownZone
})

describe('UTC times', () => {
  it.each(['UTC', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'read the same on a machine in %s',
    (zone) => {
      process.env.TZ = zone
      expect(new Date('2025-04-24T00:01:20Z').getTimezoneOffset() === 0).toBe(zone === 'UTC')
      expect(formatUtcTime('2025-04-24T00:01:20.900Z')).toBe('00:01:20 UTC')
      expect(formatUtcDate('2025-04-24T23:59:59Z')).toBe('24 April 2025')
      expect(formatUtcDate('2025-04-24')).toBe('24 April 2025')
      expect(formatUtcDateTime('2025-04-24T06:15:59Z')).toBe('24 Apr 2025, 06:15 UTC')
    },
  )

  it('converts an offset to UTC', () => {
    expect(formatUtcDateTime('2026-01-01T01:30:00+02:00')).toBe('31 Dec 2025, 23:30 UTC')
  })

  it.each([null, '', 'soon', '2025-04-24T06:15:00', '2025-13-01T00:00:00Z', '24/04/2025'])(
    'are unknown for %s',
    (iso) => {
      expect([formatUtcTime(iso), formatUtcDate(iso), formatUtcDateTime(iso)]).toEqual(['—', '—', '—'])
    },
  )
})

describe('formatAge', () => {
  it.each([
    [0, '0 s'],
    [14, '14 s'],
    [14.9, '14 s'],
    [59.99, '59 s'],
    [60, '1 min'],
    [3_599, '59 min'],
    [3_600, '1 h'],
    [7_200, '2 h'],
    [86_399, '23 h'],
    [86_400, '1 d'],
    [4.9 * 86_400, '4 d'],
    [-2, '0 s'],
    [null, '—'],
    [Number.NaN, '—'],
  ])('of %s seconds is %s', (seconds, text) => {
    expect(formatAge(seconds)).toBe(text)
  })
})
