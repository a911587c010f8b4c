import type { Clock } from '#lib/server/clock'
import type { CallGate } from '#lib/server/feed/call-gate'
import { asUpstreamError, type FeedHealth } from '#lib/server/feed/feed-health'
import type { FeedPace } from '#lib/server/feed/feed-pace'
import { RefreshTimer } from '#lib/server/feed/refresh-timer'
import type { Logger } from '#lib/server/logger'

export interface RefreshLoopOptions {
  gate: CallGate
  pace: FeedPace
  health: FeedHealth
  clock: Clock
  logger: Logger
  /** Asks for everything once; rejects where that failed. */
  refresh: () => Promise<void>
  /** Hears how each refresh ended, once the next is planned. */
  ended: (isWell: boolean) => void
}

/** Refreshes one after the other, never two at once: what could not begin in time is skipped, not made up for. */
export class RefreshLoop {
  private readonly options: RefreshLoopOptions
  private readonly timer: RefreshTimer
  private isBusy = false
  private isStopped = false

  constructor(options: RefreshLoopOptions) {
    this.options = options
    this.timer = new RefreshTimer(options.gate, options.clock)
  }

  /** ms UTC; in the past while a refresh runs; `null` before the first. */
  get nextAt(): number | null {
    return this.timer.nextAt
  }

  /** Begins at once, or later where that suffices or no call may leave; the answer is whether it began. */
  start(dueInMs: number): boolean {
    const { gate, health, clock } = this.options
    if (dueInMs <= 0 && gate.waitMs('refresh') === 0) {
      void this.run()
      return true
    }
    const hold = gate.hold()
    if (hold && dueInMs <= 0) health.held(hold, clock.now())
    this.plan(dueInMs)
    return false
  }

  /** A reader is back after a silence: data older than the usual period is refreshed at once. */
  hurry(): void {
    const { pace, health, clock } = this.options
    // A failure has its own wait, and a spent month its own end.
    if (health.failure || health.lastSuccessAt === null || !Number.isFinite(pace.usualMs())) return
    this.plan(pace.usualMs() - (clock.now() - health.lastSuccessAt))
  }

  stop(): void {
    this.isStopped = true
    this.timer.end()
  }

  private plan(waitMs: number): void {
    // Without end only while the month is spent, and then the gate knows the end.
    this.timer.plan(Number.isFinite(waitMs) ? waitMs : 0, () => void this.run())
  }

  private async run(): Promise<void> {
    // A refresh that takes longer than the period takes the place of those it has overrun.
    if (this.isBusy || this.isStopped) return
    const { refresh, gate, health, pace, clock, ended } = this.options
    this.isBusy = true
    this.timer.begin()
    const startedAt = clock.monotonic()
    let failed: { error: unknown } | null = null
    try {
      await refresh()
      health.succeeded(clock.now())
      this.plan(pace.periodMs() - (clock.monotonic() - startedAt))
    } catch (error) {
      failed = { error }
      const ownWait = health.failed(asUpstreamError(error), clock.now(), pace.statusPeriodMs())
      // Where the gate is closed, its time is the one that counts.
      this.plan(gate.hold() ? 0 : ownWait)
    }
    this.isBusy = false
    if (failed) this.log(failed.error)
    ended(failed === null)
  }

  private log(error: unknown): void {
    const { logger, clock } = this.options
    const cause = asUpstreamError(error)
    const { failure, status, message } = cause
    const retryInMs = (this.timer.nextAt ?? clock.now()) - clock.now()
    logger.warn({ failure, status, retryInMs, err: cause === error ? undefined : error }, message)
  }
}
