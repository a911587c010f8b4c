import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { Clock } from '#lib/server/clock'
import type { Logger } from '#lib/server/logger'
import { BacklogWriter } from '#lib/server/store/backlog-writer'
import type {
  HistoryFetch,
  MarketStore,
  RetentionCutoffs,
  StoredBatch,
  TickPoints,
  UpstreamCall,
} from '#lib/server/store/market-store'
import { Serial } from '#lib/server/store/serial'
import type { StoreEngine } from '#lib/server/store/store-engine'
import type { StoreHealth } from '#lib/server/store/store-health'
import { StoreLedger } from '#lib/server/store/store-ledger'
import { StoreLink } from '#lib/server/store/store-link'
import { StoreUpkeep } from '#lib/server/store/store-upkeep'
import type { StoreWatcher } from '#lib/server/store/store-watcher'
import { WriteBacklog } from '#lib/server/store/write-backlog'

export interface ResilientStoreOptions {
  engine: StoreEngine
  clock: Clock
  logger: Logger
  /** Whether this process is the one to write; default: always. */
  mayWrite?: () => boolean
}

/**
 * A store that never fails: writes the database refuses wait in bounded memory and are made up for in order, a damaged
 * or lost database is replaced and filled again from memory, and reads it cannot answer are answered as by an empty
 * store. A write's promise resolves once it is stored or waits.
 */
export class ResilientStore implements MarketStore {
  private readonly options: ResilientStoreOptions
  private readonly link: StoreLink
  private readonly backlog = new WriteBacklog()
  private readonly serial = new Serial()
  private readonly ledger = new StoreLedger()
  private readonly writer: BacklogWriter
  private watcher: StoreWatcher | null = null
  private isEnded = false
  private cancelRetry: () => void = () => {}
  private readonly upkeep: StoreUpkeep

  constructor(options: ResilientStoreOptions) {
    this.options = options
    this.link = new StoreLink({
      ...options,
      onChange: () => this.watcher?.changed(),
      onLaterFault: () => void this.serial.run(() => this.drain()),
    })
    this.upkeep = new StoreUpkeep(() => this.tend(), options)
    const { link, backlog, ledger } = this
    this.writer = new BacklogWriter({
      ...options,
      link,
      backlog,
      ledger,
      watcher: () => this.watcher,
      mayWrite: options.mayWrite ?? (() => true),
    })
  }

  /** Opens the database, or begins to try. */
  async start(): Promise<void> {
    await this.serial.run(() => this.drain())
    this.upkeep.plan()
  }

  watch(watcher: StoreWatcher): void {
    this.watcher = watcher
  }

  /** Opens the database anew, as after this process came to own it. */
  async reopen(): Promise<void> {
    await this.serial.run(async () => {
      await this.link.release()
      this.link.retryAt = 0
      await this.drain()
    })
  }

  /** Gives up what waits: another process has the right to write by now, and has stored newer things. */
  async abandon(): Promise<void> {
    await this.serial.run(async () => {
      this.backlog.abandon()
      await this.link.release()
      this.link.forget()
    })
  }

  health(): StoreHealth {
    return {
      state: this.link.fault?.state ?? 'ok',
      reason: this.link.reason,
      queued: this.backlog.size,
      dropped: this.backlog.dropped,
      lastBackupAt: this.options.engine.lastBackupAt(),
    }
  }

  saveBatch(batch: StoredBatch, ticks: TickPoints): Promise<void> {
    return this.write(() => this.backlog.addBatch(batch, ticks))
  }

  saveHistory(
    id: string,
    kind: HistoryKind,
    points: readonly HistoryPoint[],
    fetchedAt: number,
  ): Promise<void> {
    return this.write(() => this.backlog.addHistory({ id, kind, fetchedAt, outcome: 'ok' }, points))
  }

  saveHistoryGone(id: string, kind: HistoryKind, fetchedAt: number): Promise<void> {
    return this.write(() => this.backlog.addHistory({ id, kind, fetchedAt, outcome: 'gone' }, []))
  }

  recordCall(call: UpstreamCall): Promise<void> {
    this.ledger.addCredits(call.month, call.credits)
    return this.write(() => this.backlog.addCall(call))
  }

  addCredits(month: string, credits: number): Promise<void> {
    this.ledger.addCredits(month, credits)
    return this.write(() => this.backlog.addCredits(month, credits))
  }

  saveFeedState(key: string, value: string): Promise<void> {
    this.ledger.noteFeedState({ [key]: value })
    return this.write(() => this.backlog.addFeedState(key, value))
  }

  prune(cutoffs: RetentionCutoffs): Promise<void> {
    return this.write(() => this.backlog.addPrune(cutoffs))
  }

  loadLatestBatches(): Promise<StoredBatch[]> {
    return this.read(
      (store) => store.loadLatestBatches(),
      () => [],
    )
  }

  loadFirstBatchAt(): Promise<number | null> {
    return this.read(
      (store) => store.loadFirstBatchAt(),
      () => null,
    )
  }

  loadHistory(...asked: Parameters<MarketStore['loadHistory']>): Promise<Map<string, HistoryPoint[]>> {
    return this.read(
      (store) => store.loadHistory(...asked),
      () => new Map(),
    )
  }

  loadHistoryFetches(): Promise<HistoryFetch[]> {
    return this.read(
      (store) => store.loadHistoryFetches(),
      () => [],
    )
  }

  loadCreditsUsed(month: string): Promise<number> {
    const { ledger, backlog } = this
    const ask = async (store: MarketStore) => {
      const stored = await store.loadCreditsUsed(month)
      ledger.noteCreditsUsed(month, stored + backlog.credits(month))
      return ledger.creditsUsed(month)
    }
    return this.read(ask, () => ledger.creditsUsed(month))
  }

  loadCallsSince(since: number): Promise<number[]> {
    const { backlog } = this
    const ask = async (store: MarketStore) =>
      [...(await store.loadCallsSince(since)), ...backlog.callsSince(since)].toSorted((a, b) => a - b)
    return this.read(ask, () => backlog.callsSince(since))
  }

  loadFeedState(): Promise<Record<string, string>> {
    const { ledger, backlog } = this
    const ask = async (store: MarketStore) => {
      ledger.noteFeedState({ ...(await store.loadFeedState()), ...backlog.feedState() })
      return ledger.knownFeedState()
    }
    return this.read(ask, () => ledger.knownFeedState())
  }

  /** Tries once more to write what waits; what is lost with the process is logged. */
  async close(): Promise<void> {
    this.isEnded = true
    this.cancelRetry()
    this.upkeep.end()
    await this.serial.run(async () => {
      if (this.backlog.size > 0) await this.drain({ force: true })
      const lost = this.backlog.size
      if (lost > 0)
        this.options.logger.error({ lost }, 'The process ends with writes the database never took')
      await this.link.release()
    })
  }

  private write(add: () => void): Promise<void> {
    add()
    return this.serial.run(() => this.drain())
  }

  /** Asks the database, knowing what still waits for it, or `otherwise` where it cannot be asked. */
  private read<T>(ask: (store: MarketStore) => Promise<T>, otherwise: () => T): Promise<T> {
    return this.serial.run(async () => {
      for (;;) {
        await this.drain()
        const opened = await this.link.readable()
        if (!opened) break
        try {
          const answer = await ask(opened.store)
          this.ledger.noteAnswer(true)
          return answer
        } catch (error) {
          if ((await this.link.fail(error)) === 'wait') break
        }
      }
      this.ledger.noteAnswer(false)
      this.writer.lookAgain()
      return otherwise()
    })
  }

  /** Writes what waits, as far as the database lets it; what it does not let is tried again when that is due. */
  private async drain({ force = false } = {}): Promise<void> {
    if (await this.writer.drain(force)) return
    this.cancelRetry()
    if (this.isEnded) return
    const { clock } = this.options
    const wait = Math.max(this.link.retryAt - clock.monotonic(), 0)
    this.cancelRetry = clock.schedule(wait, () => void this.serial.run(() => this.drain()))
  }

  private async tend(): Promise<void> {
    await this.serial.run(() => this.drain())
    await this.link.tend(this.options.clock.now())
  }
}
