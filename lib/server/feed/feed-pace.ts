import { AUDIENCE_GONE_MS, type Audience } from '#lib/server/audience'
import type { Clock } from '#lib/server/clock'
import type { CallLimits } from '#lib/server/feed/call-budget'
import type { Credits } from '#lib/server/feed/credits'
import { historySpacing, idlePeriod, refreshPeriod, startOfNextMonth } from '#lib/server/feed/pacer'

export interface FeedPaceOptions {
  /** Configured refresh period, ms. */
  refreshMs: number
  /** How many currencies a refresh asks for, one call each. */
  currencies: number
  limits: CallLimits
  /** With a month's credits used up, refreshes go on without the key. */
  keylessFallback: boolean
  credits: Credits
  audience: Audience
  clock: Clock
}

/** How fast the feed goes: by configuration, rate, credits and, where credits are counted, by whether anyone looks. */
export class FeedPace {
  private readonly options: FeedPaceOptions
  private readonly startedAt: number
  private historyAskedAt: number

  constructor(options: FeedPaceOptions) {
    this.options = options
    this.startedAt = options.clock.now()
    this.historyAskedAt = options.clock.monotonic()
  }

  /** The period with someone looking, ms; `Infinity` while the month is spent. */
  usualMs(): number {
    const left = this.creditsLeft()
    return this.period(left === 0 && this.options.keylessFallback ? null : left)
  }

  /** The period in force, ms. More readers than one change nothing. */
  periodMs(): number {
    const usual = this.usualMs()
    return this.creditsLeft() !== null && Number.isFinite(usual) && this.isUnwatched()
      ? idlePeriod(usual)
      : usual
  }

  /** Time until what was fetched at these times (ms UTC) is due for a refresh, ms; 0 where something was never. */
  dueInMs(fetchedAt: readonly (number | null)[]): number {
    const usual = this.usualMs()
    const now = this.options.clock.now()
    const due = fetchedAt.map((at) => (at === null ? 0 : at + usual - now))
    // What was fetched in the future was fetched by a wrong clock.
    return Math.min(Math.max(0, Math.min(...due)), usual)
  }

  /** The period ages are judged by, ms: while the month is spent, the one there would be. */
  statusPeriodMs(): number {
    const period = this.periodMs()
    return Number.isFinite(period) ? period : this.period(null)
  }

  /** Credits used by the end of the month if all goes on like this, or `null` without a limit. */
  projectedCredits(): number | null {
    const { credits, clock, currencies } = this.options
    if (credits.limit === null) return null
    const now = clock.now()
    const refreshes = ((startOfNextMonth(now) - now) / this.periodMs()) * currencies
    return Math.min(credits.limit, Math.round(credits.used(now) + refreshes))
  }

  /** Time until the month's credits allow a history call, ms; `Infinity` while there are none. */
  historyWaitMs(): number {
    const { refreshMs, clock, keylessFallback } = this.options
    const creditsLeft = this.creditsLeft()
    if (creditsLeft === null || (creditsLeft === 0 && keylessFallback)) return 0
    if (creditsLeft === 0) return Number.POSITIVE_INFINITY
    const spacing = historySpacing({ creditsLeft, periodMs: refreshMs, now: clock.now() })
    return spacing === 0 ? 0 : Math.max(0, this.historyAskedAt + spacing - clock.monotonic())
  }

  askedHistory(): void {
    this.historyAskedAt = this.options.clock.monotonic()
  }

  private period(creditsLeft: number | null): number {
    const { refreshMs, currencies, limits, clock } = this.options
    return refreshPeriod({ periodMs: refreshMs, currencies, limits, creditsLeft, now: clock.now() })
  }

  private creditsLeft(): number | null {
    return this.options.credits.left(this.options.clock.now())
  }

  private isUnwatched(): boolean {
    const { audience, clock } = this.options
    const lastSeenAt = Math.max(audience.lastSeenAt ?? this.startedAt, this.startedAt)
    return clock.now() - lastSeenAt >= AUDIENCE_GONE_MS
  }
}
