import type { Plan } from '#lib/server/upstream/plan'

export type CallKind = 'refresh' | 'background'

export interface CallLimits {
  /** HTTP requests in any 60 s, all kinds. */
  perMinute: number
  /** Of those, history back-fill at most. */
  background: number
}

/** Well below what each plan documents, so that the exact figure never matters. */
const CALL_LIMITS: Readonly<Record<Plan, CallLimits>> = {
  keyless: { perMinute: 4, background: 3 },
  demo: { perMinute: 60, background: 40 },
  pro: { perMinute: 200, background: 150 },
}

/** A second longer than the upstream's minute: what leaves evenly need not arrive so. */
const MINUTE_MS = 61_000

/** A plan's limits; every currency keeps one place of the minute free for its refresh. */
export function callLimits(plan: Plan, currencies: number): CallLimits {
  const { perMinute, background } = CALL_LIMITS[plan]
  return { perMinute, background: Math.min(background, perMinute - currencies) }
}

interface Call {
  at: number
  kind: CallKind
}

/**
 * The one budget of a process for HTTP requests to the upstream: a sliding minute over every attempt, refused and
 * failed ones included, because the upstream counts those too. Times are ms of a monotonic clock.
 */
export class CallBudget {
  readonly limits: CallLimits
  private calls: Call[] = []

  constructor(limits: CallLimits, earlierCalls: readonly number[] = []) {
    this.limits = limits
    // What kind a call of an earlier process was is not known: it counts against both limits.
    this.calls = earlierCalls.map((at) => ({ at, kind: 'background' }))
  }

  /** Takes a place for one request at `now`, or refuses. */
  take(kind: CallKind, now: number): boolean {
    if (this.nextSlot(kind, now) > now) return false
    this.calls.push({ at: now, kind })
    return true
  }

  /** Earliest time at or after `now` at which `take` would succeed. */
  nextSlot(kind: CallKind, now: number): number {
    this.calls = this.calls.filter((call) => call.at > now - MINUTE_MS)
    const total = freeAt(this.calls, this.limits.perMinute, now)
    if (kind === 'refresh') return total
    const background = this.calls.filter((call) => call.kind === 'background')
    return Math.max(total, freeAt(background, this.limits.background, now))
  }

  /** Requests in the minute before `now`. */
  used(now: number): number {
    return this.calls.filter((call) => call.at > now - MINUTE_MS).length
  }
}

function freeAt(calls: readonly Call[], limit: number, now: number): number {
  const blocking = calls[calls.length - limit]
  return blocking === undefined ? now : Math.max(now, blocking.at + MINUTE_MS)
}
