import type { Clock } from '#lib/server/clock'
import type { CallBudget } from '#lib/server/feed/call-budget'
import { startOfNextMonth } from '#lib/server/feed/pacer'
import type { Timers } from '#lib/server/feed/timers'

/** When the next refresh is, kept where the call budget has a place for it. */
export class RefreshTimer {
  /** ms UTC; `null` before the first plan. */
  nextAt: number | null = null
  private readonly timers: Timers
  private readonly budget: CallBudget
  private readonly clock: Clock

  constructor(timers: Timers, budget: CallBudget, clock: Clock) {
    this.timers = timers
    this.budget = budget
    this.clock = clock
  }

  /** Plans `run` after `waitMs`; `Infinity` is the beginning of the next month. */
  plan(waitMs: number, run: () => void): void {
    const now = this.clock.now()
    const wanted = Number.isFinite(waitMs) ? now + waitMs : startOfNextMonth(now)
    this.nextAt = Math.max(wanted, this.budget.nextSlot('refresh', now))
    this.timers.at(this.nextAt, () => {
      // Back-fill may have taken the place in the meantime.
      const wait = this.budget.nextSlot('refresh', this.clock.now()) - this.clock.now()
      if (wait > 0) this.plan(wait, run)
      else run()
    })
  }
}
