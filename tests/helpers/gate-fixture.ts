import type { Clock } from '#lib/server/clock'
import { CallBudget, callLimits } from '#lib/server/feed/call-budget'
import { CallGate, type CallGateParts } from '#lib/server/feed/call-gate'
import { CallRest } from '#lib/server/feed/call-rest'
import { CircuitBreaker } from '#lib/server/feed/circuit-breaker'
import { Credits } from '#lib/server/feed/credits'
import { creditMonth } from '#lib/server/feed/pacer'
import { RetryBudget } from '#lib/server/feed/retry-budget'

export interface GateFixtureOptions extends Partial<CallGateParts> {
  clock: Clock
  /** Refresh period, ms; default a minute. */
  periodMs?: number
}

/** The gate of a keyless process without a monthly limit, unless told otherwise; its randomness is always 0. */
export function gateFixture({ clock, periodMs = 60_000, ...parts }: GateFixtureOptions): CallGate {
  return new CallGate({
    clock,
    budget: new CallBudget(callLimits('keyless', 1)),
    breaker: new CircuitBreaker(periodMs),
    rest: new CallRest({ periodMs, random: () => 0 }),
    retries: new RetryBudget(),
    credits: new Credits(null, creditMonth(clock.now()), 0),
    ...parts,
  })
}
