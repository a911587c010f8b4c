import { describe, expect, it } from 'vitest'
import { boardStatus, tokenState } from '#lib/core/analytics/board-status'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('boardStatus', () => {
  it.each([
    [0, 'live'],
    [2 * MINUTE, 'live'],
    [2 * MINUTE + 1, 'delayed'],
    [15 * MINUTE, 'delayed'],
    [15 * MINUTE + 1, 'stale'],
    [24 * HOUR, 'stale'],
    [24 * HOUR + 1, 'offline'],
  ])('at an age of %i ms and a period of one minute is %s', (age, status) => {
    expect(boardStatus(age, MINUTE)).toBe(status)
  })

  it('gives a long period three turns before it calls data stale', () => {
    expect(boardStatus(30 * MINUTE, 10 * MINUTE)).toBe('delayed')
    expect(boardStatus(30 * MINUTE + 1, 10 * MINUTE)).toBe('stale')
  })
})

describe('tokenState', () => {
  const fresh = { hasPrice: true, ageMs: 0, absent: false, periodMs: MINUTE }

  it("goes by the token's own time: 15 minutes or five periods, whichever is longer", () => {
    expect(tokenState({ ...fresh, ageMs: 15 * MINUTE })).toBe('fresh')
    expect(tokenState({ ...fresh, ageMs: 15 * MINUTE + 1 })).toBe('stale')
    expect(tokenState({ ...fresh, ageMs: 25 * MINUTE, periodMs: 5 * MINUTE })).toBe('fresh')
  })

  it('is stale when absent from the last batch and missing when it never had a price', () => {
    expect(tokenState({ ...fresh, absent: true })).toBe('stale')
    expect(tokenState({ ...fresh, hasPrice: false, absent: true })).toBe('missing')
  })
})
