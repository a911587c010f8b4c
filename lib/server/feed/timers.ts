import type { Clock } from '#lib/server/clock'

/** Longest single timer; a longer wait is taken in steps, since a timer holds 24 days at most. */
const LONGEST_STEP_MS = 86_400_000

/** The timers of one owner: all of them end with it. */
export class Timers {
  private readonly clock: Clock
  private readonly cancels = new Set<() => void>()
  private ended = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Runs `task` at `time`, ms UTC, or at once when that has passed. */
  at(time: number, task: () => void): void {
    if (this.ended) return
    const wait = time - this.clock.now()
    const cancel = this.clock.schedule(Math.min(wait, LONGEST_STEP_MS), () => {
      this.cancels.delete(cancel)
      if (this.clock.now() < time) this.at(time, task)
      else task()
    })
    this.cancels.add(cancel)
  }

  end(): void {
    this.ended = true
    for (const cancel of this.cancels) cancel()
    this.cancels.clear()
  }
}
