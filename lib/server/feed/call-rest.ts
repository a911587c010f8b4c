import { HOUR_MS } from '#lib/core/market/window'
import type { UpstreamError, UpstreamFailure } from '#lib/server/upstream/upstream-error'

const LONGEST_BASE_MS = 60_000
const LONGEST_IN_BASES = 15
const SHORTEST_MS = 1_000
const ASKED_JITTER = 0.1
/** A refused key or a firewall is not mended by asking again soon: four calls an hour. */
const REFUSED_MS = 15 * 60_000
/** Refusals of everything this server asks for, whatever it is. */
const REFUSALS: ReadonlySet<UpstreamFailure> = new Set(['bad-key', 'forbidden'])

/** What outlives a restart: a wait the upstream asked for, but no refusal, since a restart may bring a new key. */
export interface RestMemory {
  strikes: number
  forMs: number
  failure: UpstreamFailure
  sentence: string
}

export interface CallRestOptions {
  /** Configured refresh period, ms. */
  periodMs: number
  /** Uniform in 0…1. */
  random: () => number
}

/**
 * The silence after an answer that told us to stay away: what it asks for plus up to 10 %; after a rate limit without a
 * time, up to 60 s × 2^n (full jitter, 15 min at most; a shorter refresh period takes the place of the 60 s); 15 min
 * after a refused key or a firewall. Times are ms of a monotonic clock.
 */
export class CallRest {
  private readonly options: CallRestOptions
  private until = Number.NEGATIVE_INFINITY
  private cause: { failure: UpstreamFailure; sentence: string } | null = null
  private isLasting = false
  /** Rate limits since the last success. */
  private strikes = 0

  constructor(options: CallRestOptions) {
    this.options = options
  }

  restore({ strikes, forMs, failure, sentence }: RestMemory, now: number): void {
    this.strikes = Math.max(0, Math.floor(strikes))
    this.until = now + Math.min(Math.max(0, forMs), HOUR_MS)
    this.cause = { failure, sentence }
    this.isLasting = true
  }

  memory(now: number): RestMemory | null {
    const forMs = this.waitMs(now)
    if (this.cause === null || forMs === 0 || !this.isLasting) return null
    return { ...this.cause, forMs, strikes: this.strikes }
  }

  waitMs(now: number): number {
    return Math.max(0, this.until - now)
  }

  /** Why there is silence at `now`, or `null`. */
  reason(now: number): { failure: UpstreamFailure; sentence: string } | null {
    return this.waitMs(now) > 0 ? this.cause : null
  }

  succeeded(): void {
    this.strikes = 0
  }

  /** `isRefresh`: a plan that refuses prices concerns every call, one that refuses a history only that. */
  failed(error: UpstreamError, isRefresh: boolean, now: number): void {
    const restMs = this.restMs(error, isRefresh)
    if (error.failure === 'rate-limited') this.strikes += 1
    if (restMs === 0 || now + restMs <= this.until) return
    this.until = now + restMs
    this.isLasting = error.retryAfterMs !== null || error.failure === 'rate-limited'
    this.cause = { failure: error.failure, sentence: error.message }
  }

  private restMs({ failure, retryAfterMs }: UpstreamError, isRefresh: boolean): number {
    const refused = REFUSALS.has(failure) || (failure === 'plan' && isRefresh) ? REFUSED_MS : 0
    if (retryAfterMs !== null) {
      const asked = Math.min(HOUR_MS, retryAfterMs * (1 + ASKED_JITTER * this.options.random()))
      return Math.max(refused, asked)
    }
    return failure === 'rate-limited' ? this.backOffMs() : refused
  }

  private backOffMs(): number {
    const baseMs = Math.min(LONGEST_BASE_MS, this.options.periodMs)
    const ceiling = Math.min(LONGEST_IN_BASES * baseMs, baseMs * 2 ** this.strikes)
    return Math.max(SHORTEST_MS, this.options.random() * ceiling)
  }
}
