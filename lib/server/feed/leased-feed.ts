import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import { DAY_MS } from '#lib/core/market/window'
import type { Clock } from '#lib/server/clock'
import type { BoardFeed, FeedReport, FeedView } from '#lib/server/feed/board-feed'
import { Listeners } from '#lib/server/feed/listeners'
import type { MarketFeed } from '#lib/server/feed/market-feed'
import { OneAtATime } from '#lib/server/feed/one-at-a-time'
import { fetchedAtOf, NEVER, type SharedBoard } from '#lib/server/feed/shared-board'
import { Timers } from '#lib/server/feed/timers'
import type { Logger } from '#lib/server/logger'
import type { IngestLease } from '#lib/server/store/ingest-lease'
import type { ResilientStore } from '#lib/server/store/resilient-store'

/** How often a process that stands by reads all of history again; in between only what is new. */
const READ_ALL_MS = 15 * 60_000

export interface LeasedFeedOptions {
  lease: IngestLease
  store: ResilientStore
  /** What the holder of the lease publishes to the others; `null` where it publishes nothing. */
  sharedBoard: SharedBoard | null
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
 * The feed of a process that may have to share its store: it polls while it may ingest, else it shows what the holder of
 * the lease stores. Whenever the store turns out to hold more than was read, a new feed is read from it.
 */
export class LeasedFeed implements BoardFeed {
  readonly settled: Promise<void>
  private readonly options: LeasedFeedOptions
  private readonly listeners = new Listeners()
  private readonly timers: Timers
  private current: MarketFeed
  private unsubscribe: () => void
  private isPolling = false
  private readonly following = new OneAtATime(() => this.followLease())
  private isStopped = false
  /** The store holds what was not read. */
  private mustRenew = false
  private readAllAt = 0
  /** Of the lease, as of the last time it was held here. */
  private ownTerm: number

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
    this.ownTerm = options.lease.term
    options.store.watch({
      recall: () => this.current.recall(),
      renewed: () => {
        this.mustRenew = true
        void this.following.run()
      },
      changed: () => this.listeners.notify(),
    })
    options.sharedBoard?.onNews(() => void this.following.run())
    if (options.lease.mayIngest) this.poll(false)
    else void options.sharedBoard?.refresh()
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
    const { recorded, lease, store, sharedBoard } = this.options
    const shown = view ?? recorded.view(currency) ?? recorded.view('usd')
    if (shown === null) return null
    const told = sharedBoard?.current() ?? null
    const nextRefreshAt = told?.report.nextRefreshAt ?? shown.nextRefreshAt
    // What was told of another batch need not be true of this one.
    const reason = told !== null && fetchedAtOf(told) === this.fetchedAt() ? told.reason : null
    return { ...shown, nextRefreshAt, statusReason: lease.standbyNotice ?? store.health().reason ?? reason }
  }

  report(): FeedReport {
    const report = this.current.report()
    if (this.isPolling) return report
    const { lease, sharedBoard } = this.options
    // What is asked, held back and spent is known to the one that asks.
    const told = sharedBoard?.current()?.report
    if (told) return { ...told, storage: report.storage }
    if (lease.standbyNotice === null) return report
    return { ...report, storage: { ...report.storage, state: 'readonly', reason: lease.standbyNotice } }
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

  /** @param hasShown whether readers were shown something, if only the recording, which a new feed is not to take away */
  private poll(hasShown: boolean): void {
    this.setPolling(true)
    this.current.poll({ hasShown })
  }

  private setPolling(isPolling: boolean): void {
    this.isPolling = isPolling
    this.options.sharedBoard?.lead(isPolling)
  }

  private planLook(): void {
    const { clock, lease } = this.options
    this.timers.at(clock.now() + lease.lookInMs, () => void this.look())
  }

  /** Whose turn it is. What follows from that must not hold up the next look: the lease lives by it. */
  private async look(): Promise<void> {
    const { lease, sharedBoard } = this.options
    await lease.take()
    this.planLook()
    if (this.isPolling) sharedBoard?.retry(false)
    else void sharedBoard?.refresh()
    await this.following.run()
  }

  /** Polls or stands by as the lease says, and takes in what was stored elsewhere since. */
  private async followLease(): Promise<void> {
    if (this.isStopped) return
    try {
      await this.act()
    } catch (error) {
      this.options.logger.error({ err: error }, 'The board could not be read from the store')
    }
    this.reveal()
  }

  private async act(): Promise<void> {
    const { lease, store, sharedBoard, logger } = this.options
    const terms = lease.term - this.ownTerm
    if (lease.state === 'held' && terms > 0) {
      this.ownTerm = lease.term
      // Others fed the store meanwhile: what waits here is older than what they wrote.
      if (terms > 1) await store.abandon()
      lease.acknowledge()
      await store.reopen()
      sharedBoard?.retry(true)
    }
    if (this.isPolling !== lease.mayIngest) {
      logger.warn({}, this.isPolling ? 'Another Strata process refreshes the board' : 'This one takes over')
      if (this.isPolling) await store.abandon()
      await this.renew()
    } else if (this.mustRenew || (this.isPolling && terms > 1)) await this.renew()
    else if (!this.isPolling) await this.readOn()
  }

  private async readOn(): Promise<void> {
    const { store, clock } = this.options
    const batches = await store.loadLatestBatches()
    if (!batches.some((batch) => batch.fetchedAt > this.fetchedAt(batch.currency))) return
    const readsAll = clock.monotonic() - this.readAllAt >= READ_ALL_MS
    if (readsAll) this.readAllAt = clock.monotonic()
    await this.current.show(readsAll ? 0 : clock.now() - 2 * DAY_MS)
    // In the same turn, or readers would be shown a board of their own in between.
    if (!this.reveal()) this.listeners.notify()
  }

  /**
   * Shows the board heard of last once its batch is read: other views are computed from the store, and all of them change
   * together. Nor does an outage lead back from it, then.
   */
  private reveal(): boolean {
    const isNew = !this.isPolling && this.options.sharedBoard?.reveal(this.fetchedAt()) === true
    if (isNew) this.listeners.notify()
    return isNew
  }

  /** Replaces the feed by one read from the store, unless the store knows less than the board shows. */
  private async renew(): Promise<void> {
    const { lease, makeFeed } = this.options
    // Before it is read: what turns out to be missing meanwhile has to be read once more.
    this.mustRenew = false
    const next = await makeFeed(!this.isPolling)
    await next.show()
    if (this.isStopped) return
    const stored = this.fetchedAt(undefined, next)
    if (stored >= this.fetchedAt() || (lease.mayIngest && stored > NEVER)) {
      this.replace(next)
      return
    }
    // The store cannot be read now, or holds less than is shown: what is in memory stays until it holds more.
    if (lease.mayIngest === this.isPolling) return
    if (this.isPolling) {
      this.current.stop()
      this.setPolling(false)
    } else this.poll(this.showsAnything())
  }

  private replace(next: MarketFeed): void {
    const hasShown = this.showsAnything()
    this.unsubscribe()
    this.current.stop()
    this.current = next
    this.unsubscribe = next.subscribe(() => this.listeners.notify())
    this.setPolling(false)
    if (this.options.lease.mayIngest) this.poll(hasShown)
    this.listeners.notify()
  }

  private showsAnything(): boolean {
    return this.view(this.currencies[0] ?? 'usd') !== null
  }

  /** Of the batch that is shown, ms UTC; `NEVER` also for a currency that is not configured. */
  private fetchedAt(currency = this.currencies[0] ?? 'usd', feed = this.current): number {
    const view = this.currencies.includes(currency) ? feed.view(currency) : null
    return view === null || view.status === 'recorded' ? NEVER : view.market.fetchedAt
  }
}
