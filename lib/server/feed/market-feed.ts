import { boardStatus } from '#lib/core/analytics/board-status'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import { listedCoins } from '#lib/core/stack/memberships'
import { Backfill } from '#lib/server/feed/backfill'
import type { BoardFeed, FeedReport, FeedView } from '#lib/server/feed/board-feed'
import { DataGuard, type ScreenedBatch } from '#lib/server/feed/data-guard'
import { asUpstreamError, FeedHealth } from '#lib/server/feed/feed-health'
import { HistoryBook } from '#lib/server/feed/history-book'
import { historyIds, layerPeers } from '#lib/server/feed/history-ids'
import { Listeners } from '#lib/server/feed/listeners'
import { MarketBook } from '#lib/server/feed/market-book'
import type { MarketFeedOptions } from '#lib/server/feed/market-feed-options'
import { refreshPeriod } from '#lib/server/feed/pacer'
import { RefreshTimer } from '#lib/server/feed/refresh-timer'
import { restoreBooks } from '#lib/server/feed/restore-books'
import { Retention } from '#lib/server/feed/retention'
import { StorageGuard } from '#lib/server/feed/storage-guard'
import { tickPoints } from '#lib/server/feed/tick-points'
import { Timers } from '#lib/server/feed/timers'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** How long an empty board waits for live data before it shows the recording, ms. */
const FALLBACK_AFTER_MS = 3000

/**
 * The one poller of a process. Upstream calls are a function of time, never of readers; a failure keeps the last good
 * batch and says why. Nothing recorded enters the store.
 */
export class MarketFeed implements BoardFeed {
  readonly currencies: readonly string[]
  readonly settled: Promise<void>
  private readonly options: MarketFeedOptions
  private readonly market = new MarketBook()
  private readonly history: HistoryBook
  private readonly backfill: Backfill
  private announceSettled: () => void = () => {}
  private showRecorded = false
  private readonly guard = new DataGuard()
  private readonly health = new FeedHealth()
  private readonly retention: Retention
  private readonly storage: StorageGuard
  private readonly timer: RefreshTimer
  private dropped: Readonly<Record<string, number>> = {}
  private readonly listeners = new Listeners()
  private readonly alarms = new Map<string, string | null>()
  private readonly timers: Timers
  private stopped = false
  private firstBatchAt: number | null = null

  constructor(options: MarketFeedOptions) {
    this.options = options
    this.currencies = options.currencies
    this.settled = new Promise((resolve) => {
      this.announceSettled = resolve
    })
    this.timers = new Timers(options.clock)
    this.timer = new RefreshTimer(this.timers, options.budget, options.clock)
    this.history = new HistoryBook({
      peersOf: (id) => layerPeers(options.stackFile.current().stack, id),
      changesOf: (id) => options.unitChanges.get(id) ?? [],
    })
    this.retention = new Retention(options.retentionDays)
    this.storage = new StorageGuard(options.logger)
    const { source, store, budget, clock, logger } = options
    const { history, storage } = this
    this.backfill = new Backfill({
      source,
      store,
      budget,
      clock,
      logger,
      history,
      storage,
      ids: () => this.idsToFill(),
    })
  }

  /** Shows what is stored, then starts to refresh and to fill history. */
  async start(): Promise<void> {
    await this.restore()
    if (!this.hasLiveData())
      this.timers.at(this.options.clock.now() + FALLBACK_AFTER_MS, () => this.fallBack())
    void this.refresh()
  }

  stop(): void {
    this.stopped = true
    this.backfill.stop()
    this.timers.end()
  }

  view(currency: string): FeedView | null {
    const market = this.market.view(currency)
    if (!market) return this.recordedView(currency)
    const now = this.options.clock.now()
    const periodMs = this.periodMs()
    return {
      market,
      usdQuotes: this.market.view('usd')?.quotes ?? null,
      history: this.history.view(now),
      dailyVersion: `live-${this.history.dailyVersion}`,
      historyProgress: this.backfill.progress(),
      status: boardStatus(now - market.fetchedAt, periodMs),
      statusReason: this.health.reason(true, this.timer.nextAt) ?? this.options.notice(),
      nextRefreshAt: this.timer.nextAt,
      periodMs,
      now,
    }
  }

  get firstOwnDay(): number | null {
    return this.firstBatchAt === null ? null : startOfDay(this.firstBatchAt)
  }

  historyPoints(id: string, kind: HistoryKind): readonly HistoryPoint[] {
    return this.market.view('usd')
      ? this.history.points(id, kind)
      : this.options.recorded.historyPoints(id, kind)
  }

  report(): FeedReport {
    const { budget, credits, clock } = this.options
    return {
      source: this.hasLiveData() ? 'live' : 'recorded',
      failure: this.health.failure,
      lastSuccessAt: this.health.lastSuccessAt,
      nextRefreshAt: this.timer.nextAt,
      periodMs: this.periodMs(),
      calls: {
        usedLastMinute: budget.used(clock.now()),
        perMinute: budget.limits.perMinute,
        creditsUsed: credits.used(clock.now()),
        creditsLimit: credits.limit,
      },
      dropped: this.dropped,
      alarm: [...this.alarms.values()].find((alarm) => alarm !== null) ?? null,
      storage: this.storage.report,
      guard: this.guard.report(),
    }
  }

  subscribe(listener: () => void): () => void {
    return this.listeners.add(listener)
  }

  private recordedView(currency: string): FeedView | null {
    if (!this.showRecorded) return null
    // The recording is in USD only; a board that says so is better than none.
    const { recorded } = this.options
    const view = recorded.view(currency) ?? recorded.view('usd')
    return (
      view && {
        ...view,
        statusReason: this.health.reason(false, this.timer.nextAt),
        nextRefreshAt: this.timer.nextAt,
      }
    )
  }

  private hasLiveData(): boolean {
    return this.market.view(this.options.currencies[0]) !== null
  }

  private fallBack(): void {
    this.showRecorded = true
    this.listeners.notify()
  }

  private async restore(): Promise<void> {
    const { store, clock, currencies } = this.options
    const { market, history } = this
    const oldest = this.retention.oldest(clock.now())
    this.firstBatchAt = await restoreBooks({ store, market, history, currencies, oldest })
    this.health.lastSuccessAt = market.view(currencies[0])?.fetchedAt ?? null
    await this.backfill.restore()
  }

  private async refresh(): Promise<void> {
    if (this.stopped) return
    const { clock, currencies } = this.options
    const startedAt = clock.now()
    let wait: number
    try {
      for (const currency of currencies) await this.refreshCurrency(currency)
      this.health.succeeded(clock.now())
      wait = this.periodMs() - (clock.now() - startedAt)
      await this.prune()
    } catch (error) {
      wait = this.fail(error)
    }
    this.timer.plan(Math.max(wait, 0), () => void this.refresh())
    this.announceSettled()
    this.listeners.notify()
    if (this.health.failure === null) this.backfill.resume()
  }

  private async prune(): Promise<void> {
    const now = this.options.clock.now()
    if (!this.retention.isDue(now)) return
    await this.storage.run(() => this.retention.prune(this.options.store, this.history, now))
  }

  private async refreshCurrency(currency: string): Promise<void> {
    const { stack } = this.options.stackFile.current()
    const batch = await this.options.source.fetchMarkets({ currency, ids: listedCoins(stack) })
    const verdict = this.guard.judge(batch, this.market.lastAccepted(currency), stack)
    if (!verdict.accept) throw new UpstreamError(verdict.failure, verdict.reason)
    this.alarms.set(currency, verdict.alarm)
    this.dropped = batch.dropped
    await this.accept(verdict)
  }

  private async accept({ batch, quarantined }: ScreenedBatch): Promise<void> {
    const stored = this.market.prepare(batch)
    const previous = (id: string) => this.market.heldQuote(batch.currency, id)
    const ticks =
      batch.currency === 'usd' ? tickPoints(stored, previous, this.history) : { daily: [], hourly: [] }
    await this.storage.run(() => this.options.store.saveBatch(stored, ticks))
    this.market.accept(stored, quarantined)
    this.firstBatchAt ??= stored.fetchedAt
    for (const { id, ...point } of ticks.daily) this.history.add(id, 'daily', [point], 'tick')
    for (const { id, ...point } of ticks.hourly) this.history.add(id, 'hourly', [point], 'tick')
    if (batch.currency === this.currencies[0])
      this.guard.noteFindings(this.market.view(batch.currency), this.history.view(stored.fetchedAt))
  }

  /** Remembers and logs a failed refresh; the answer is the wait before the next, ms. */
  private fail(error: unknown): number {
    const cause = asUpstreamError(error)
    const wait = this.health.failed(cause, this.options.clock.now(), this.periodMs())
    const { failure, status, message } = cause
    this.options.logger.warn(
      { failure, status, retryInMs: wait, err: cause === error ? undefined : error },
      message,
    )
    this.fallBack()
    this.backfill.hold()
    return wait
  }

  private periodMs(): number {
    const { refreshMs, currencies, budget, credits, clock, keylessFallback } = this.options
    const left = credits.left(clock.now())
    return refreshPeriod({
      periodMs: refreshMs,
      currencies: currencies.length,
      limits: budget.limits,
      creditsLeft: left === 0 && keylessFallback ? null : left,
      now: clock.now(),
    })
  }

  private idsToFill(): string[] {
    const view = this.market.view('usd') ?? this.market.view(this.options.currencies[0])
    return historyIds(this.options.stackFile.current().stack, view)
  }
}
