import { setTimeout as pause } from 'node:timers/promises'

/** Between two questions, ms. */
const BETWEEN_MS = 50
/** Later than this after the one before an answer comes only where somebody stood still, ms. */
const LATE_MS = 150

interface Span {
  from: number
  to: number
}

/**
 * When the machine stood still, as seen by this process and those it asks all the time for what takes them no work: what
 * is promised is promised for one that runs. Instances are not asked: whatever holds them up is theirs to answer for.
 */
export class Standstill {
  private readonly spans: Span[] = []
  /** Since when each has not answered. */
  private readonly waiting = new Map<() => Promise<unknown>, number>()
  private readonly running: Promise<void>[]
  private isOver = false

  constructor(questions: readonly (() => Promise<unknown>)[]) {
    this.running = questions.map((ask) => this.watch(ask))
  }

  /** For how much of the time between two moments, ms. */
  msBetween(from: number, to: number): number {
    const open = [...this.waiting.values()].map((since) => ({ from: since, to: performance.now() }))
    const late = [...this.spans, ...open.filter((span) => span.to - span.from > LATE_MS)]
    let sum = 0
    let end = from
    for (const span of late.toSorted((a, b) => a.from - b.from)) {
      sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, end))
      end = Math.max(end, span.to)
    }
    return sum
  }

  /** How much of the time between two moments the machine ran, ms. */
  ranMsBetween(from: number, to: number): number {
    return to - from - this.msBetween(from, to)
  }

  async stop(): Promise<void> {
    this.isOver = true
    await Promise.all(this.running)
  }

  private async watch(ask: () => Promise<unknown>): Promise<void> {
    let from = performance.now()
    while (!this.isOver) {
      this.waiting.set(ask, from)
      await pause(BETWEEN_MS)
      // One that is dead refuses at once, and does not stand still.
      await ask().catch(() => {})
      const to = performance.now()
      if (to - from > LATE_MS) this.spans.push({ from, to })
      from = to
    }
    this.waiting.delete(ask)
  }
}
