import { setTimeout as pause } from 'node:timers/promises'
import { askFrom } from './ask-from.ts'
import type { ShownBoard, ShownBoards } from './shown-boards.ts'

/** An older board than the reader had been shown. */
export interface StepBack {
  /** Refreshes it was behind the newest shown. */
  refreshes: number
  /** When the newest was shown first and when the older one was asked for. Moments of `performance.now()`, ms. */
  newestAt: number
  askedAt: number
}

export interface BoardReaderOptions {
  base: string
  /** Address of its own. */
  from: string
  /** What it takes, one after the other: each is another body of the cache. */
  encodings: readonly string[]
  boards: ShownBoards
}

/** 40 a second: below what one address may ask. */
const BETWEEN_MS = 25

/** One reader that looks at the board all the time and remembers what it was shown in which order. */
export class BoardReader {
  readonly stepsBack: StepBack[] = []
  readonly failures: string[] = []
  readonly encodings: readonly string[]
  reads = 0
  newest: ShownBoard | null = null
  newestAt = 0
  private isOver = false
  private readonly options: BoardReaderOptions
  private readonly running: Promise<void>

  constructor(options: BoardReaderOptions) {
    this.options = options
    this.encodings = options.encodings
    this.running = this.run()
  }

  async stop(): Promise<void> {
    this.isOver = true
    await this.running
  }

  private async run(): Promise<void> {
    const { encodings } = this
    const { base, from, boards } = this.options
    while (!this.isOver) {
      const encoding = encodings[this.reads % encodings.length] ?? 'identity'
      this.reads += 1
      const askedAt = performance.now()
      try {
        const answer = await askFrom(base, '/api/snapshot', {
          from,
          headers: { 'accept-encoding': encoding },
        })
        this.see(boards.read(answer), askedAt)
      } catch (error) {
        this.failures.push(error instanceof Error ? error.message : String(error))
      }
      // What paces a reader is time itself.
      await pause(BETWEEN_MS)
    }
  }

  private see(board: ShownBoard, askedAt: number): void {
    const { newest, newestAt } = this
    if (newest !== null && (board.sequence < newest.sequence || board.asOf < newest.asOf))
      this.stepsBack.push({ refreshes: newest.sequence - board.sequence, newestAt, askedAt })
    else if (board.sequence !== newest?.sequence || board.asOf !== newest.asOf) {
      this.newest = board
      this.newestAt = performance.now()
    }
  }
}
