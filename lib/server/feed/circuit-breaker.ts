import type { UpstreamFailure } from '#lib/server/upstream/upstream-error'

const FAILURES_TO_OPEN = 5
const LONGEST_BASE_MS = 30_000
const LONGEST_IN_BASES = 10
/** An answer slower than this counts as a failure, ms. */
const SLOW_MS = 5_000

export type BreakerState = 'closed' | 'open' | 'half-open'

/** What an attempt says about the upstream's health; a refusal such as a rate limit says nothing. */
export type CallHealth = 'well' | 'ill' | 'neither'

const HEALTH_OF_FAILURE: Readonly<Record<UpstreamFailure, CallHealth>> = {
  dns: 'ill',
  connect: 'ill',
  tls: 'ill',
  timeout: 'ill',
  network: 'ill',
  server: 'ill',
  redirect: 'ill',
  'too-large': 'ill',
  'not-json': 'ill',
  'bad-shape': 'ill',
  'rate-limited': 'neither',
  'bad-key': 'neither',
  plan: 'neither',
  forbidden: 'neither',
  quota: 'neither',
  'breaker-open': 'neither',
  'not-elected': 'neither',
  'not-found': 'well',
  'bad-request': 'well',
  'time-range': 'well',
  suspect: 'well',
}

/** The health an attempt speaks of; `failure` is `null` for an accepted answer. */
export function callHealth(failure: UpstreamFailure | null, durationMs: number): CallHealth {
  if (failure !== null) return HEALTH_OF_FAILURE[failure]
  return durationMs > SLOW_MS ? 'ill' : 'well'
}

/** What outlives a restart. */
export interface BreakerMemory {
  trips: number
  /** Time for which no call may leave, ms; `null` when closed. */
  openForMs: number | null
}

/**
 * Keeps calls from an upstream that fails: five failures in a row open it for 30 s times the number of trips, ten times
 * that at most; then one probe decides. Each success after the probe forgets one trip, so an upstream that flaps is left
 * alone longer and longer. Where the refresh period is below 30 s, the period takes the place of the 30 s.
 * Times are ms of a monotonic clock.
 */
export class CircuitBreaker {
  /** How often it opened, less what success has forgotten. */
  trips = 0
  private readonly baseMs: number
  private failures = 0
  /** `null` while closed. */
  private openUntil: number | null = null
  private probeStartedAt: number | null = null
  private closedAt = Number.NEGATIVE_INFINITY

  constructor(periodMs: number) {
    this.baseMs = Math.min(LONGEST_BASE_MS, periodMs)
  }

  restore({ trips, openForMs }: BreakerMemory, now: number): void {
    this.trips = Math.max(0, Math.floor(trips))
    if (openForMs !== null) this.openUntil = now + Math.min(Math.max(0, openForMs), this.longestMs())
  }

  memory(now: number): BreakerMemory {
    return {
      trips: this.trips,
      openForMs: this.openUntil === null ? null : Math.max(0, this.openUntil - now),
    }
  }

  state(now: number): BreakerState {
    if (this.openUntil === null) return 'closed'
    return now < this.openUntil ? 'open' : 'half-open'
  }

  /** Time until a call may leave, ms; while a probe is out, a second. */
  waitMs(now: number): number {
    if (this.openUntil === null) return 0
    return this.probeStartedAt === null ? Math.max(0, this.openUntil - now) : 1_000
  }

  /** A call leaves at `now`, or may not. */
  begin(now: number): boolean {
    if (this.waitMs(now) > 0) return false
    if (this.openUntil !== null) this.probeStartedAt = now
    return true
  }

  /** The call that began at `startedAt` has ended. One that is older than the present state changes nothing. */
  end(startedAt: number, health: CallHealth, now: number): void {
    if (this.openUntil === null) this.endWhileClosed(startedAt, health, now)
    else if (this.probeStartedAt !== null && startedAt >= this.probeStartedAt) this.endProbe(health, now)
  }

  private endWhileClosed(startedAt: number, health: CallHealth, now: number): void {
    if (startedAt < this.closedAt || health === 'neither') return
    if (health === 'well') {
      this.failures = 0
      this.trips = Math.max(0, this.trips - 1)
      return
    }
    this.failures += 1
    if (this.failures >= FAILURES_TO_OPEN) this.open(now)
  }

  private endProbe(health: CallHealth, now: number): void {
    if (health === 'ill') this.open(now)
    else this.close(now)
  }

  private close(now: number): void {
    this.openUntil = null
    this.probeStartedAt = null
    this.failures = 0
    this.closedAt = now
  }

  private open(now: number): void {
    this.trips += 1
    this.openUntil = now + Math.min(this.baseMs * this.trips, this.longestMs())
    this.probeStartedAt = null
  }

  private longestMs(): number {
    return LONGEST_IN_BASES * this.baseMs
  }
}
