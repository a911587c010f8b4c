import type { Clock } from '#lib/server/clock'

interface Task {
  at: number
  run: () => void
}

/** A clock that moves only when told to; due tasks run in order and settle before time goes on. */
export class ManualClock implements Clock {
  private time: number
  private tasks: Task[] = []

  constructor(start: number) {
    this.time = start
  }

  now(): number {
    return this.time
  }

  schedule(delayMs: number, run: () => void): () => void {
    const task = { at: this.time + Math.max(0, delayMs), run }
    this.tasks.push(task)
    return () => {
      this.tasks = this.tasks.filter((one) => one !== task)
    }
  }

  async advance(ms: number): Promise<void> {
    const end = this.time + ms
    await settle()
    for (let next = this.due(end); next; next = this.due(end)) {
      this.tasks = this.tasks.filter((one) => one !== next)
      this.time = Math.max(this.time, next.at)
      next.run()
      await settle()
    }
    this.time = end
  }

  private due(end: number): Task | undefined {
    return this.tasks.filter((task) => task.at <= end).toSorted((a, b) => a.at - b.at)[0]
  }
}

/** Lets every promise that is already resolved run its course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}
