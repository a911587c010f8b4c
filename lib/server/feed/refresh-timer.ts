import type { Clock } from '#lib/server/clock'
import type { CallGate } from '#lib/server/feed/call-gate'

/** A sleep of the machine shows as a leap of its clock; looked for this often, ms. */
const LOOK_EVERY_MS = 4_000

/**
 * When the next refresh is, kept where the gate lets one through. Due by the monotonic clock, or when the time of day
 * has passed because the machine slept; only the last plan counts, so a refresh is never planned twice.
 */
export class RefreshTimer {
  /** ms UTC; in the past while a refresh runs; `null` before the first. */
  nextAt: number | null = null
  private readonly gate: CallGate
  private readonly clock: Clock
  private cancel: () => void = () => {}
  private ended = false

  constructor(gate: CallGate, clock: Clock) {
    this.gate = gate
    this.clock = clock
  }

  /** Plans `run` after `waitMs`, later where the gate is closed until then, instead of what was planned before. */
  plan(waitMs: number, run: () => void): void {
    this.cancel()
    if (this.ended) return
    const wait = Math.max(0, waitMs, this.gate.waitMs('refresh'))
    const nextAt = Math.ceil(this.clock.now() + wait)
    this.nextAt = nextAt
    this.look({ at: nextAt, dueAt: this.clock.monotonic() + wait, run })
  }

  /** A refresh begins: one that nothing planned was due now. */
  begin(): void {
    this.nextAt ??= Math.floor(this.clock.now())
  }

  end(): void {
    this.ended = true
    this.cancel()
  }

  private look(plan: Planned): void {
    const wait = plan.dueAt - this.clock.monotonic()
    this.cancel = this.clock.schedule(Math.min(Math.max(0, wait), LOOK_EVERY_MS), () => {
      // A millisecond early is on time: timers know whole ones only.
      const isDue = this.clock.monotonic() >= plan.dueAt - 1 || this.clock.now() >= plan.at
      if (!isDue) this.look(plan)
      // Back-fill may have taken the place in the meantime.
      else if (this.gate.waitMs('refresh') > 0) this.plan(0, plan.run)
      else plan.run()
    })
  }
}

interface Planned {
  /** ms UTC */
  at: number
  /** On the monotonic clock, ms. */
  dueAt: number
  run: () => void
}
