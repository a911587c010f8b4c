import type { Clock } from '#lib/server/clock'
import type { FeedReport } from '#lib/server/feed/board-feed'
import type { CallGate } from '#lib/server/feed/call-gate'
import type { FeedPace } from '#lib/server/feed/feed-pace'

export interface CallReportParts {
  gate: CallGate
  pace: FeedPace
  clock: Clock
}

/** How far calls are limited at this moment: the minute, the month, retries, the breaker. */
export function reportCalls({ gate, pace, clock }: CallReportParts): Pick<FeedReport, 'calls' | 'breaker'> {
  const { budget, credits, retries, breaker } = gate.parts
  const [now, monotonic] = [clock.now(), clock.monotonic()]
  const usedLastMinute = budget.used(monotonic)
  const wait = gate.waitMs('refresh')
  const { trips, openForMs } = breaker.memory(monotonic)
  return {
    calls: {
      usedLastMinute,
      perMinute: budget.limits.perMinute,
      leftThisMinute: Math.max(0, budget.limits.perMinute - usedLastMinute),
      nextFreeAt: wait === 0 ? null : Math.ceil(now + wait),
      retriesLastHour: retries.used(monotonic),
      retriesPerHour: retries.allowed(monotonic),
      creditsUsed: credits.used(now),
      creditsLimit: credits.limit,
      creditsLeft: credits.left(now),
      creditsProjected: pace.projectedCredits(),
    },
    breaker: {
      state: breaker.state(monotonic),
      openUntil: openForMs === null ? null : Math.ceil(now + openForMs),
      trips,
    },
  }
}
