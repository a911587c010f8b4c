import type { Clock } from '#lib/server/clock'
import type { Logger } from '#lib/server/logger'
import type { MarketStore } from '#lib/server/store/market-store'
import type { OpenedStore, StoreEngine } from '#lib/server/store/store-engine'
import type { StoreLedger } from '#lib/server/store/store-ledger'
import type { StoreLink } from '#lib/server/store/store-link'
import type { StoreWatcher } from '#lib/server/store/store-watcher'
import type { WriteBacklog } from '#lib/server/store/write-backlog'

export interface BacklogWriterOptions {
  engine: StoreEngine
  link: StoreLink
  backlog: WriteBacklog
  ledger: StoreLedger
  watcher: () => StoreWatcher | null
  clock: Clock
  logger: Logger
  mayWrite: () => boolean
}

/** Brings what waits into the database, after seeing to it that the database is the one this process knows. */
export class BacklogWriter {
  private readonly options: BacklogWriterOptions
  private welcomed: OpenedStore | null = null
  private isRenewed = false

  constructor(options: BacklogWriterOptions) {
    this.options = options
  }

  /** `true` once nothing waits; `force` tries although a fault asks for patience. */
  async drain(force: boolean): Promise<boolean> {
    const { link, backlog } = this.options
    for (;;) {
      const opened = await link.current({ force })
      if (!opened) return false
      try {
        await this.welcome(opened)
        await this.writeAll(opened.store)
        link.recovered()
        this.tellIfRenewed()
        return true
      } catch (error) {
        if ((await this.failed(error)) === 'again') continue
        if (link.fault?.kind === 'full') backlog.pruneAgain()
        return false
      }
    }
  }

  /** Whoever asked was answered without the database: with the next use it is seen what was missed. */
  lookAgain(): void {
    this.welcomed = null
  }

  private async failed(error: unknown): Promise<'again' | 'wait'> {
    const { engine, link, backlog, mayWrite } = this.options
    if (engine.explain(error)?.kind !== 'deposed' || mayWrite()) return await link.fail(error)
    // An answer that came too late, of a feed that has been replaced.
    backlog.abandon()
    return 'again'
  }

  /** Looks once at a database that was just opened. */
  private async welcome(opened: OpenedStore): Promise<void> {
    if (this.welcomed === opened) return
    const { ledger, backlog, logger } = this.options
    const outcome = await ledger.reconcile(opened.store, {
      recall: this.options.watcher()?.recall() ?? null,
      mayWrite: this.options.mayWrite(),
      waitingCredits: (month) => backlog.credits(month),
    })
    this.welcomed = opened
    if (outcome === 'more') this.isRenewed = true
    if (outcome === 'refilled') logger.warn({}, 'The database was filled again from memory')
  }

  private async writeAll(store: MarketStore): Promise<void> {
    const { engine, backlog, ledger, logger } = this.options
    const numbered = ledger.numbered(store)
    for (let next = backlog.take(); next; next = backlog.take()) {
      try {
        await next.run(numbered)
      } catch (error) {
        if (engine.explain(error)) {
          next.putBack()
          throw error
        }
        // A value no database takes would hold up all that waits behind it.
        if (next.isBatch) backlog.dropped += 1
        logger.error({ err: error }, 'A write was given up: the database does not take the value')
      }
    }
  }

  private tellIfRenewed(): void {
    const watcher = this.options.watcher()
    if (!this.isRenewed || !watcher) return
    this.isRenewed = false
    watcher.renewed()
  }
}
