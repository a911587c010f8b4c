import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRetryAfter } from '#lib/server/upstream/retry-after'

const NOW = Date.parse('2026-11-22T06:30:00Z')
const none = { retryAfter: undefined, rateLimitReset: undefined, date: undefined }
const retryAfter = (value: string) => parseRetryAfter({ ...none, retryAfter: value }, NOW)

describe('how long to wait', () => {
  test.each([
    ['53', 53_000],
    [' 120 ', 120_000],
    ['0', 1_000],
    ['99999999', 3_600_000],
    ['9'.repeat(400), 3_600_000],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    ['1e3', null],
  ])('reads Retry-After %j as %s ms', (value, expected) => {
    expect(retryAfter(value)).toBe(expected)
  })

  test('measures an HTTP date against the Date header of the same answer, not against the local clock', () => {
    const headers = {
      ...none,
      retryAfter: 'Sun, 22 Nov 2026 09:02:00 GMT',
      date: 'Sun, 22 Nov 2026 09:00:00 GMT',
    }
    expect(parseRetryAfter(headers, NOW)).toBe(120_000)
  })

  test('falls back to the local clock for an HTTP date without a Date header', () => {
    expect(retryAfter('Sun, 22 Nov 2026 06:30:45 GMT')).toBe(45_000)
  })

  test('waits a second when the named date is past and an hour when it is far away', () => {
    expect(retryAfter('Sat, 21 Nov 2026 06:30:00 GMT')).toBe(1_000)
    expect(retryAfter('Tue, 22 Dec 2026 06:30:00 GMT')).toBe(3_600_000)
  })

  test('reads x-ratelimit-reset where Retry-After is missing or unreadable', () => {
    const rateLimitReset = '2026-11-22 06:31:10 +0000'
    expect(parseRetryAfter({ ...none, rateLimitReset }, NOW)).toBe(70_000)
    expect(parseRetryAfter({ ...none, rateLimitReset, retryAfter: 'later' }, NOW)).toBe(70_000)
  })

  test('lets Retry-After win over x-ratelimit-reset', () => {
    const headers = { ...none, retryAfter: '5', rateLimitReset: '2026-11-22 06:31:10 +0000' }
    expect(parseRetryAfter(headers, NOW)).toBe(5_000)
  })

  test('ignores a reset time in another form', () => {
    expect(parseRetryAfter({ ...none, rateLimitReset: '1763793070' }, NOW)).toBeNull()
    expect(parseRetryAfter({ ...none, rateLimitReset: '2026-13-45 99:99:99 +0000' }, NOW)).toBeNull()
  })

  test('is null or between a second and an hour whatever the headers hold', () => {
    const dateLike = fc.date({ noInvalidDate: true }).map((date) => date.toUTCString())
    const resetLike = fc
      .date({ noInvalidDate: true })
      .map((date) => `${date.toISOString().slice(0, 19).replace('T', ' ')} +0000`)
    const header = fc.option(fc.oneof(fc.string(), fc.integer().map(String), dateLike, resetLike), {
      nil: undefined,
    })
    fc.assert(
      fc.property(header, header, header, (retry, reset, date) => {
        const wait = parseRetryAfter({ retryAfter: retry, rateLimitReset: reset, date }, NOW)
        return wait === null || (wait >= 1_000 && wait <= 3_600_000)
      }),
      { numRuns: 2_000 },
    )
  })
})
