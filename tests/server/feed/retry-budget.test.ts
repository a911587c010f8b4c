import { describe, expect, it } from 'vitest'
import { RetryBudget } from '#lib/server/feed/retry-budget'

const HOUR = 3_600_000

describe('RetryBudget', () => {
  it('allows two retries to a quiet board, and no third within the hour', () => {
    const budget = new RetryBudget()
    budget.record(false, 0)
    for (const at of [1, 2]) {
      expect(budget.mayRetry(at)).toBe(true)
      budget.record(true, at)
    }
    expect([budget.mayRetry(HOUR), budget.mayRetry(HOUR + 1)]).toEqual([false, true])
  })

  it('keeps retries to a tenth of the calls of any hour however long the upstream fails', () => {
    const budget = new RetryBudget()
    const retries: number[] = []
    for (let now = 0; now < 5 * HOUR; now += 60_000) {
      budget.record(false, now)
      for (let again = 0; again < 2 && budget.mayRetry(now); again += 1) {
        budget.record(true, now)
        retries.push(now)
      }
    }
    for (const at of retries) {
      expect(retries.filter((one) => one >= at && one < at + HOUR).length).toBeLessThanOrEqual(6)
    }
    expect(retries.length).toBeGreaterThanOrEqual(25)
  })
})
