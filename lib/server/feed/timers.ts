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

  /** Runs `task` at `time`, ms UTC, or at once when that has passed; the wall clock may jump meanwhile. */
  at(time: number, task: () => void): void {
    this.until(this.clock.monotonic() + time - this.clock.now(), task)
  }

  end(): void {
    this.ended = true
    for (const cancel of this.cancels) cancel()
    this.cancels.clear()
  }

  private until(target: number, task: () => void): void {
    if (this.ended) return
    const wait = target - this.clock.monotonic()
    const cancel = this.clock.schedule(Math.min(wait, LONGEST_STEP_MS), () => {
      this.cancels.delete(cancel)
      // A millisecond early is on time: timers know whole ones only.
      if (this.clock.monotonic() < target - 1) this.until(target, task)
      else task()
    })
    this.cancels.add(cancel)
  }
}
