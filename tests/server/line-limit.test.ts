import { describe, expect, it } from 'vitest'
import { LineLimit } from '#lib/server/line-limit'

describe('LineLimit', () => {
  it('lets ten lines of a class through in a minute and says afterwards how many it left out', () => {
    const clock = { now: 0 }
    const limit = new LineLimit(() => clock.now)
    const taken = Array.from({ length: 25 }, () => limit.take('timeout'))
    expect(taken.filter((left) => left !== null)).toHaveLength(10)
    expect(limit.take('dns')).toBe(0)
    clock.now = 60_000
    expect(limit.take('timeout')).toBe(15)
    expect(limit.take('timeout')).toBe(0)
  })
})
