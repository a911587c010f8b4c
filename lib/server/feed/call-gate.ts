import { formatUtcDate } from '#lib/core/format/format-time'
import type { Clock } from '#lib/server/clock'
import type { CallBudget, CallKind } from '#lib/server/feed/call-budget'
import type { CallRest } from '#lib/server/feed/call-rest'
import { type CircuitBreaker, callHealth } from '#lib/server/feed/circuit-breaker'
import type { Credits } from '#lib/server/feed/credits'
import { startOfNextMonth } from '#lib/server/feed/pacer'
import type { RetryBudget } from '#lib/server/feed/retry-budget'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

export interface CallGateParts {
  clock: Clock
  budget: CallBudget
  breaker: CircuitBreaker
  rest: CallRest
  retries: RetryBudget
  credits: Credits
  /** Where calls may go without the key: their own limit, and whether a call made now would. */
  fallback?: { budget: CallBudget; isActive: () => boolean }
}

/** A call that wants to leave. */
export interface CallRequest {
  kind: CallKind
  /** Goes without the key although there is one. */
  isFallback: boolean
  isRetry: boolean
}

/** A call that has ended. */
export interface CallEnd extends Omit<CallRequest, 'isRetry'> {
  /** `null` when the answer was accepted. */
  error: UpstreamError | null
  /** On the monotonic clock, ms. */
  startedAt: number
  durationMs: number
}

/** The sentence of a month whose credits are used up, with the day they return. */
export function spentSentence(now: number): string {
  const day = formatUtcDate(new Date(startOfNextMonth(now)).toISOString())
  return `This month's CoinGecko credits are used up; they return on ${day}, 00:00 UTC`
}

/**
 * The one gate of a process: every HTTP attempt to the upstream, whatever it is for, passes the month's credits, the
 * silence that was asked for, the breaker, the minute's budget and, when it repeats another, the retry budget.
 */
export class CallGate {
  readonly parts: CallGateParts

  constructor(parts: CallGateParts) {
    this.parts = parts
  }

  /** Time until a first attempt of this kind may leave, ms; 0 is now. */
  waitMs(kind: CallKind): number {
    const { clock, budget, breaker, rest, fallback } = this.parts
    const now = clock.monotonic()
    const isFallback = fallback?.isActive() ?? false
    const lane = isFallback && fallback ? fallback.budget.nextSlot(kind, now) - now : this.monthWaitMs()
    return Math.max(budget.nextSlot(kind, now) - now, breaker.waitMs(now), rest.waitMs(now), lane)
  }

  /** Why no call may leave, other than for the minute's budget; `null` when one may. */
  hold(): UpstreamError | null {
    return this.holdOf(this.parts.fallback?.isActive() ?? false)
  }

  /** Takes every place a call needs, or none and says why. */
  admit(request: CallRequest): UpstreamError | null {
    const refusal = this.holdOf(request.isFallback) ?? this.minuteRefusal(request)
    if (refusal) return refusal
    const { clock, budget, breaker, retries, fallback } = this.parts
    const now = clock.monotonic()
    breaker.begin(now)
    budget.take(request.kind, now)
    if (request.isFallback) fallback?.budget.take(request.kind, now)
    retries.record(request.isRetry, now)
    return null
  }

  ended({ kind, isFallback, error, startedAt, durationMs }: CallEnd): void {
    const { clock, breaker, rest, fallback } = this.parts
    const now = clock.monotonic()
    breaker.end(startedAt, callHealth(error?.failure ?? null, durationMs), now)
    // Where there is a way without the key, a refused key silences nothing.
    const isFellBack = error?.failure === 'bad-key' && fallback !== undefined && !isFallback
    if (error === null) rest.succeeded()
    else if (!isFellBack) rest.failed(error, kind === 'refresh', now)
  }

  private holdOf(isFallback: boolean): UpstreamError | null {
    const { clock, breaker, rest } = this.parts
    const now = clock.monotonic()
    if (!isFallback && this.monthWaitMs() > 0) return unsent('quota', spentSentence(clock.now()))
    const silence = rest.reason(now)
    if (silence) return unsent(silence.failure, silence.sentence)
    return breaker.waitMs(now) > 0
      ? unsent('breaker-open', 'CoinGecko failed several times in a row and is left alone for a while')
      : null
  }

  private minuteRefusal({ kind, isFallback, isRetry }: CallRequest): UpstreamError | null {
    const { clock, budget, retries, fallback } = this.parts
    const now = clock.monotonic()
    const budgets = isFallback && fallback ? [budget, fallback.budget] : [budget]
    if (budgets.some((one) => one.nextSlot(kind, now) > now))
      return unsent('rate-limited', 'The calls this server allows itself in a minute are used up')
    return isRetry && !retries.mayRetry(now)
      ? unsent('rate-limited', 'The retries this server allows itself in an hour are used up')
      : null
  }

  private monthWaitMs(): number {
    const now = this.parts.clock.now()
    return this.parts.credits.left(now) === 0 ? startOfNextMonth(now) - now : 0
  }
}

/** The error of a call that was never made. */
function unsent(failure: UpstreamError['failure'], sentence: string): UpstreamError {
  return new UpstreamError(failure, sentence, { attempts: 0 })
}
