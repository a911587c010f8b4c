import type { Clock } from '#lib/server/clock'

interface Task {
  at: number
  run: () => void
}

/** A clock that moves only when told to; due tasks run in order and settle before time goes on. */
export class ManualClock implements Clock {
  private wallAtZero: number
  private elapsed = 0
  private tasks: Task[] = []

  constructor(start: number) {
    this.wallAtZero = start
  }

  now(): number {
    return this.wallAtZero + this.elapsed
  }

  monotonic(): number {
    return this.elapsed
  }

  schedule(delayMs: number, run: () => void): () => void {
    const task = { at: this.elapsed + Math.max(0, delayMs), run }
    this.tasks.push(task)
    return () => {
      this.tasks = this.tasks.filter((one) => one !== task)
    }
  }

  /** Moves the wall clock alone: it was set, or the machine slept. */
  jumpWall(ms: number): void {
    this.wallAtZero += ms
  }

  async advance(ms: number): Promise<void> {
    const end = this.elapsed + ms
    await settle()
    for (let next = this.due(end); next; next = this.due(end)) {
      this.tasks = this.tasks.filter((one) => one !== next)
      this.elapsed = Math.max(this.elapsed, next.at)
      next.run()
      await settle()
    }
    this.elapsed = end
  }

  private due(end: number): Task | undefined {
    let first: Task | undefined
    for (const task of this.tasks) {
      if (task.at <= end && (!first || task.at < first.at)) first = task
    }
    return first
  }
}

/** Lets every promise that is already resolved run its course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}
