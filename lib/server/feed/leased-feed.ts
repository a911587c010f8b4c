import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import { DAY_MS } from '#lib/core/market/window'
import type { Clock } from '#lib/server/clock'
import type { BoardFeed, FeedReport, FeedView } from '#lib/server/feed/board-feed'
import { Listeners } from '#lib/server/feed/listeners'
import type { MarketFeed } from '#lib/server/feed/market-feed'
import { Timers } from '#lib/server/feed/timers'
import type { Logger } from '#lib/server/logger'
import type { IngestLease } from '#lib/server/store/ingest-lease'
import type { ResilientStore } from '#lib/server/store/resilient-store'

const LOOK_MS = 5000
/** How often a process that stands by reads all of history again; in between only what is new. */
const READ_ALL_MS = 15 * 60_000
const ELSEWHERE =
  'Another Strata process on this data folder refreshes the board; this one shows what it stores and takes over when it ends'

export interface LeasedFeedOptions {
  lease: IngestLease
  store: ResilientStore
  /** Shown while the store is empty and another process is at it. */
  recorded: BoardFeed
  /**
   * A feed. At a takeover its calls, credits and silences are those of the store; else those of the feed before go on,
   * since what that has under way still counts.
   */
  makeFeed: (isTakeover: boolean) => Promise<MarketFeed>
  clock: Clock
  logger: Logger
}

/**
 * The feed of a process that may have to share its store: it polls while it holds the lease, else it shows what the
 * holder stores. Whenever the store turns out to hold more than was read, a new feed is read from it.
 */
export class LeasedFeed implements BoardFeed {
  readonly settled: Promise<void>
  private readonly options: LeasedFeedOptions
  private readonly listeners = new Listeners()
  private readonly timers: Timers
  private current: MarketFeed
  private unsubscribe: () => void
  private isPolling = false
  private isBusy = false
  private isStopped = false
  private readAllAt = 0

  static async open(options: LeasedFeedOptions): Promise<LeasedFeed> {
    const feed = await options.makeFeed(true)
    await feed.show()
    return new LeasedFeed(options, feed)
  }

  private constructor(options: LeasedFeedOptions, feed: MarketFeed) {
    this.options = options
    this.timers = new Timers(options.clock)
    this.current = feed
    this.unsubscribe = feed.subscribe(() => this.listeners.notify())
    this.readAllAt = options.clock.monotonic()
    options.store.watch({
      recall: () => this.current.recall(),
      renewed: () => void this.renew(),
      changed: () => this.listeners.notify(),
    })
    if (this.mayPoll()) this.poll()
    this.settled = this.isPolling ? feed.settled : Promise.resolve()
    this.planLook()
  }

  get currencies(): readonly string[] {
    return this.current.currencies
  }

  get firstOwnDay(): number | null {
    return this.current.firstOwnDay
  }

  view(currency: string): FeedView | null {
    const view = this.current.view(currency)
    if (this.isPolling) return view
    const { recorded } = this.options
    const shown = view ?? recorded.view(currency) ?? recorded.view('usd')
    return shown && { ...shown, statusReason: ELSEWHERE }
  }

  report(): FeedReport {
    const report = this.current.report()
    if (this.isPolling) return report
    return { ...report, storage: { ...report.storage, state: 'readonly', reason: ELSEWHERE } }
  }

  historyPoints(id: string, kind: HistoryKind): readonly HistoryPoint[] {
    return this.current.historyPoints(id, kind)
  }

  subscribe(listener: () => void): () => void {
    return this.listeners.add(listener)
  }

  stop(): void {
    this.isStopped = true
    this.timers.end()
    this.unsubscribe()
    this.current.stop()
  }

  private mayPoll(): boolean {
    return this.options.lease.state !== 'elsewhere'
  }

  private poll(): void {
    this.isPolling = true
    this.current.poll()
  }

  private planLook(): void {
    this.timers.at(this.options.clock.now() + LOOK_MS, () => {
      void this.look()
      this.planLook()
    })
  }

  /** Whose turn it is, and what the other has stored since. */
  private async look(): Promise<void> {
    const { lease, store, logger } = this.options
    const before = lease.state
    lease.take()
    if (this.isBusy) return
    if (before !== lease.state && lease.state === 'held') await store.reopen()
    if (this.isPolling !== this.mayPoll()) {
      logger.warn({}, this.isPolling ? ELSEWHERE : 'The other Strata process ended; this one takes over')
      await this.renew()
    } else if (!this.isPolling) await this.readOn()
  }

  private async readOn(): Promise<void> {
    const { store, clock } = this.options
    const [currency = ''] = this.currencies
    const batches = await store.loadLatestBatches()
    const newest = Math.max(0, ...batches.map((batch) => batch.sequence))
    const shown = this.current.view(currency)
    if (newest === 0 || (shown?.status !== 'recorded' && shown?.market.sequence === newest)) return
    const readsAll = clock.monotonic() - this.readAllAt >= READ_ALL_MS
    if (readsAll) this.readAllAt = clock.monotonic()
    await this.current.show(readsAll ? 0 : clock.now() - 2 * DAY_MS)
    this.listeners.notify()
  }

  /** Replaces the feed by one read from the store, unless the store knows less than the board shows. */
  private async renew(): Promise<void> {
    if (this.isBusy || this.isStopped) return
    this.isBusy = true
    try {
      const next = await this.options.makeFeed(!this.isPolling)
      await next.show()
      const knowsLess = hasLiveData(this.current) && !hasLiveData(next)
      if (!this.isStopped && !(knowsLess && this.mayPoll() === this.isPolling)) this.replace(next)
    } catch (error) {
      this.options.logger.error({ err: error }, 'The board could not be read from the store')
    } finally {
      this.isBusy = false
    }
  }

  private replace(next: MarketFeed): void {
    this.unsubscribe()
    this.current.stop()
    this.current = next
    this.unsubscribe = next.subscribe(() => this.listeners.notify())
    this.isPolling = false
    if (this.mayPoll()) this.poll()
    this.listeners.notify()
  }
}

function hasLiveData(feed: MarketFeed): boolean {
  return feed.report().source === 'live'
}
