import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noteServerNow, noteServerTime, serverNow } from '#lib/client/queries/server-clock'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const DAY_MS = 86_400_000

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})
afterEach(() => {
  noteServerNow(Date.now())
  vi.useRealTimers()
})

it.each([
  ['behind', -DAY_MS],
  ['ahead', DAY_MS],
])('tells the time of the server on a computer a day %s', (_, offset) => {
  vi.setSystemTime(NOW + offset)
  noteServerTime(new Date(NOW).toUTCString())
  expect(Math.abs(serverNow() - NOW)).toBeLessThanOrEqual(2000)
  vi.advanceTimersByTime(5000)
  expect(Math.abs(serverNow() - NOW - 5000)).toBeLessThanOrEqual(2000)
})

it('leaves a clock alone that differs by less than the header can tell', () => {
  noteServerTime(new Date(NOW - 1500).toUTCString())
  expect(serverNow()).toBe(NOW)
})

it('learns nothing from what is no time', () => {
  noteServerNow(NOW + DAY_MS)
  noteServerTime('soon')
  noteServerTime(null)
  expect(serverNow()).toBe(NOW + DAY_MS)
})
