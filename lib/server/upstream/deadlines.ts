import type { Clock } from '#lib/server/clock'

/** Limits of one HTTP attempt, ms from its start. */
export interface Timeouts {
  connectMs: number
  headersMs: number
  totalMs: number
}

export const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 3_000, headersMs: 5_000, totalMs: 10_000 }

export type Deadline = 'connect' | 'headers' | 'total'

export interface Deadlines {
  /** Aborts when the first deadline passes. */
  signal: AbortSignal
  /** The deadline that passed, if any. */
  expired(): Deadline | null
  /** The stage is reached: its deadline no longer counts. */
  meet(deadline: Deadline): void
  stop(): void
}

/** Starts all three clocks of one attempt; `stop` ends those that are still running. */
export function startDeadlines(timeouts: Timeouts, clock: Clock): Deadlines {
  const controller = new AbortController()
  let expired: Deadline | null = null
  const arm = (deadline: Deadline, delayMs: number) =>
    clock.schedule(delayMs, () => {
      expired ??= deadline
      controller.abort()
    })
  const cancel: Readonly<Record<Deadline, () => void>> = {
    connect: arm('connect', timeouts.connectMs),
    headers: arm('headers', timeouts.headersMs),
    total: arm('total', timeouts.totalMs),
  }
  return {
    signal: controller.signal,
    expired: () => expired,
    meet: (deadline) => cancel[deadline](),
    stop() {
      for (const stop of Object.values(cancel)) stop()
    },
  }
}
