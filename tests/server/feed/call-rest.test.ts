import { describe, expect, it } from 'vitest'
import { CallRest } from '#lib/server/feed/call-rest'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const error = (failure: UpstreamFailure, retryAfterMs: number | null = null) =>
  new UpstreamError(failure, `it said ${failure}`, { retryAfterMs })

function restAfter(failed: UpstreamError, { random = 0, isRefresh = true, periodMs = MINUTE } = {}) {
  const rest = new CallRest({ periodMs, random: () => random })
  rest.failed(failed, isRefresh, 0)
  return rest.waitMs(0)
}

describe('CallRest', () => {
  it('keeps the time the upstream asks for, and up to a tenth more', () => {
    expect(restAfter(error('rate-limited', 120_000))).toBe(120_000)
    expect(restAfter(error('rate-limited', 120_000), { random: 1 })).toBe(132_000)
    expect(restAfter(error('server', 120_000))).toBe(120_000)
  })

  it('is never longer than an hour', () => {
    expect(restAfter(error('rate-limited', HOUR), { random: 1 })).toBe(HOUR)
  })

  it('doubles the band of a limit without a time up to a quarter of an hour, and begins anew after a success', () => {
    const bandsOf = (random: number) => {
      const rest = new CallRest({ periodMs: 300_000, random: () => random })
      let now = 0
      const next = () => {
        rest.failed(error('rate-limited'), true, now)
        const wait = rest.waitMs(now)
        now += wait
        return wait / 1000
      }
      const waits = [next(), next(), next(), next(), next(), next()]
      rest.succeeded()
      return [...waits, next()]
    }
    expect(bandsOf(1)).toEqual([60, 120, 240, 480, 900, 900, 60])
    expect(bandsOf(0.5)).toEqual([30, 60, 120, 240, 450, 450, 30])
    expect(bandsOf(0)).toEqual([1, 1, 1, 1, 1, 1, 1])
  })

  it('spreads that wait evenly over its band', () => {
    let seed = 1
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const waits = Array.from({ length: 10_000 }, () => restAfter(error('rate-limited'), { random: random() }))
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    expect(Math.abs(mean - 30_000)).toBeLessThan(600)
    expect(new Set(waits).size).toBeGreaterThan(9_000)
  })

  it('leaves a refused key and a firewall alone for a quarter of an hour, whatever was asked', () => {
    for (const failure of ['bad-key', 'forbidden'] as const) {
      expect(restAfter(error(failure), { isRefresh: false })).toBe(15 * MINUTE)
    }
    expect(restAfter(error('bad-key', 60_000))).toBe(15 * MINUTE)
  })

  it('lets prices go on where the plan refuses a history', () => {
    expect(restAfter(error('plan'), { isRefresh: true })).toBe(15 * MINUTE)
    expect(restAfter(error('plan'), { isRefresh: false })).toBe(0)
  })

  it('says nothing to other failures', () => {
    for (const failure of ['dns', 'timeout', 'server', 'not-found'] as const) {
      expect(restAfter(error(failure))).toBe(0)
    }
  })

  it('is never shortened by a later answer', () => {
    const rest = new CallRest({ periodMs: MINUTE, random: () => 0 })
    rest.failed(error('rate-limited', 200_000), true, 0)
    rest.failed(error('rate-limited', 2_000), false, 1_000)
    expect(rest.waitMs(1_000)).toBe(199_000)
  })

  it('outlives a restart with its reason, but a refused key does not: the operator may have mended it', () => {
    const rest = new CallRest({ periodMs: MINUTE, random: () => 0 })
    rest.failed(error('rate-limited', 120_000), true, 0)
    const memory = rest.memory(20_000)
    const after = new CallRest({ periodMs: MINUTE, random: () => 0 })
    if (memory) after.restore(memory, 5)
    expect([after.waitMs(5), after.reason(5)?.sentence]).toEqual([100_000, 'it said rate-limited'])
    const refused = new CallRest({ periodMs: MINUTE, random: () => 0 })
    refused.failed(error('bad-key'), true, 0)
    expect(refused.memory(0)).toBeNull()
  })
})
