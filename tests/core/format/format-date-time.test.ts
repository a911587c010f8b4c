import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatClockTime, formatDateTime, zoneLabel } from '#lib/core/format/format-date-time'
import { formatUtcDateTime, formatUtcTime } from '#lib/core/format/format-time'

describe('times in a zone', () => {
  it.each([
    ['2025-04-24T06:15:59Z', 'UTC', '24 Apr 2025, 06:15 UTC', '06:15:59 UTC'],
    ['2025-04-24T06:15:59Z', 'Asia/Kolkata', '24 Apr 2025, 11:45 UTC+5:30', '11:45:59 UTC+5:30'],
    ['2025-04-24T20:00:00Z', 'Asia/Kolkata', '25 Apr 2025, 01:30 UTC+5:30', '01:30:00 UTC+5:30'],
    ['2025-12-31T20:00:00Z', 'Pacific/Kiritimati', '1 Jan 2026, 10:00 UTC+14', '10:00:00 UTC+14'],
    ['2025-04-24T06:15:59Z', 'America/Los_Angeles', '23 Apr 2025, 23:15 UTC−7', '23:15:59 UTC−7'],
    ['2025-01-24T06:15:59Z', 'America/St_Johns', '24 Jan 2025, 02:45 UTC−3:30', '02:45:59 UTC−3:30'],
    ['2025-01-24T06:15:59Z', 'Europe/London', '24 Jan 2025, 06:15 UTC', '06:15:59 UTC'],
    ['2025-09-24T06:15:59Z', 'Europe/London', '24 Sep 2025, 07:15 UTC+1', '07:15:59 UTC+1'],
  ])('%s in %s', (iso, zone, dated, clock) => {
    expect(formatDateTime(iso, zone)).toBe(dated)
    expect(formatClockTime(iso, zone)).toBe(clock)
  })

  it('springs forward and falls back with the zone, and the label tells the doubled hour apart', () => {
    const berlin = (iso: string) => formatClockTime(iso, 'Europe/Berlin')
    expect(berlin('2025-03-30T00:59:59Z')).toBe('01:59:59 UTC+1')
    expect(berlin('2025-03-30T01:00:00Z')).toBe('03:00:00 UTC+2')
    expect(berlin('2025-10-26T00:30:00Z')).toBe('02:30:00 UTC+2')
    expect(berlin('2025-10-26T01:30:00Z')).toBe('02:30:00 UTC+1')
  })

  it('shows UTC for a zone nobody knows, and a dash for a time nobody knows', () => {
    expect(formatDateTime('2025-04-24T06:15:59Z', 'Mars/Olympus')).toBe('24 Apr 2025, 06:15 UTC')
    expect(formatDateTime(null, 'Asia/Kolkata')).toBe('—')
    expect(formatClockTime('soon', 'Asia/Kolkata')).toBe('—')
  })

  it('names a zone by its distance from UTC at that moment', () => {
    expect(zoneLabel(Date.UTC(2025, 0, 1), 'America/New_York')).toBe('UTC−5')
    expect(zoneLabel(Date.UTC(2025, 6, 1), 'America/New_York')).toBe('UTC−4')
    expect(zoneLabel(0, 'UTC')).toBe('UTC')
  })

  it('is the UTC form in UTC, whatever the moment', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString()
        expect(formatDateTime(iso, 'UTC')).toBe(formatUtcDateTime(iso))
        expect(formatClockTime(iso, 'UTC')).toBe(formatUtcTime(iso))
      }),
    )
  })
})
