/** Time as an argument: tests move it by hand. */
export interface Clock {
  /** Wall clock, ms UTC. */
  now(): number
  /** ms since some moment of this process; never goes back, whatever the wall clock does. For waits and spans. */
  monotonic(): number
  /** Runs `task` after `delayMs`; the returned function cancels it. Never keeps the process alive. */
  schedule(delayMs: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
