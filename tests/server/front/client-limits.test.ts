import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLIENT_RATES, ClientLimits, type LimitClass } from '#lib/server/front/client-limits'

function limitsAt(start = 0) {
  const clock = { now: start }
  return { clock, limits: new ClientLimits(() => clock.now) }
}

/** How many of `requests` at one moment are let through. */
function admitted(limits: ClientLimits, client: string, kind: LimitClass, requests: number): number {
  return Array.from({ length: requests }, () => limits.take(client, kind)).filter(({ allowed }) => allowed)
    .length
}

describe('ClientLimits', () => {
  it('lets a burst through, then as many a second as the rate says', () => {
    const { clock, limits } = limitsAt()
    expect(admitted(limits, 'a', 'board', 100)).toBe(40)
    clock.now = 1000
    expect(admitted(limits, 'a', 'board', 100)).toBe(10)
    clock.now = 60_000
    expect(admitted(limits, 'a', 'board', 100)).toBe(40)
  })

  it('counts clients and kinds apart', () => {
    const { limits } = limitsAt()
    expect(admitted(limits, 'a', 'history', 100)).toBe(20)
    expect(admitted(limits, 'b', 'history', 100)).toBe(20)
    expect(admitted(limits, 'a', 'export', 100)).toBe(20)
  })

  it('says when the next request is worth it, and then it is', () => {
    const { clock, limits } = limitsAt(5000)
    admitted(limits, 'a', 'export', 20)
    const verdict = limits.take('a', 'export')
    expect(verdict).toMatchObject({ allowed: false, retryAfterSeconds: 5 })
    clock.now += 5000
    expect(limits.take('a', 'export').allowed).toBe(true)
  })

  it('never lets more through in any stretch than the burst and its rate', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(steps, fc.constantFrom('board', 'history', 'export'), (all, kind) => {
        const { clock, limits } = limitsAt()
        const { burst, perSecond } = CLIENT_RATES[kind]
        let through = 0
        for (const [wait, requests] of all) {
          clock.now += wait
          through += admitted(limits, 'a', kind, requests)
        }
        expect(through).toBeLessThanOrEqual(burst + (clock.now / 1000) * perSecond + 1e-6)
      }),
    )
  })

  it('forgets the longest known clients instead of growing without end', () => {
    const { limits } = limitsAt()
    admitted(limits, 'first', 'history', 20)
    for (let client = 0; client < 50_001; client += 1) limits.take(`client-${client}`, 'history')
    expect(limits.take('first', 'history').allowed).toBe(true)
  })
})
