import type { HistoryPoint } from '#lib/core/market/price-history'
import type { Recall } from '#lib/server/store/recall'
import { ResilientStore } from '#lib/server/store/resilient-store'
import { logLines } from '../helpers/log-lines.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'
import { ScriptedEngine } from './scripted-engine.ts'

export const MINUTE = 60_000
export const START = Date.UTC(2026, 10, 22, 12)

export const point = (time: number): HistoryPoint => ({ time, price: 1, marketCap: null, volume: null })

/** A resilient store on a scripted database, a clock moved by hand, and what it said. */
export class ResilientFixture {
  readonly clock = new ManualClock(START)
  readonly engine = new ScriptedEngine()
  readonly lines: string[]
  readonly store: ResilientStore
  /** How often the store said that everything has to be read again. */
  renewals = 0

  constructor() {
    const { logger, lines } = logLines()
    this.lines = lines
    this.store = new ResilientStore({ engine: this.engine, clock: this.clock, logger })
  }

  watch(known: Recall): void {
    this.store.watch({
      recall: () => known,
      changed: () => {},
      renewed: () => {
        this.renewals += 1
      },
    })
  }

  /** Sequences of the stored batches, as they were stored. */
  sequences(): number[] {
    return this.engine.store.batches.map((batch) => batch.sequence)
  }

  async save(from: number, to = from): Promise<void> {
    for (let sequence = from; sequence <= to; sequence += 1)
      await this.store.saveBatch(sampleBatch(sequence), NO_TICKS)
  }
}
