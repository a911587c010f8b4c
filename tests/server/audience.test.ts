import { describe, expect, it } from 'vitest'
import { AUDIENCE_GONE_MS, Audience } from '#lib/server/audience'

describe('Audience', () => {
  it('tells of the first reader ever and of the first after 15 minutes of silence, and of nobody else', () => {
    const audience = new Audience()
    const returns: number[] = []
    let now = 0
    const forget = audience.onReturn(() => returns.push(now))
    for (now of [5, 6, 7, AUDIENCE_GONE_MS + 6, 2 * AUDIENCE_GONE_MS + 6, 2 * AUDIENCE_GONE_MS + 7])
      audience.seen(now)
    expect(returns).toEqual([5, 2 * AUDIENCE_GONE_MS + 6])
    expect(audience.lastSeenAt).toBe(2 * AUDIENCE_GONE_MS + 7)
    forget()
    audience.seen(9 * AUDIENCE_GONE_MS)
    expect(returns).toHaveLength(2)
  })
})
