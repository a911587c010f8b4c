import { boardStatus } from '#lib/core/analytics/board-status'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import { listedCoins } from '#lib/core/stack/memberships'
import { Backfill } from '#lib/server/feed/backfill'
import type { BoardFeed, FeedReport, FeedView } from '#lib/server/feed/board-feed'
import { DataGuard, type ScreenedBatch } from '#lib/server/feed/data-guard'
import { FeedHealth } from '#lib/server/feed/feed-health'
import { FeedPace } from '#lib/server/feed/feed-pace'
import { reportCalls } from '#lib/server/feed/feed-report'
import { HistoryBook } from '#lib/server/feed/history-book'
import { historyIds, layerPeers } from '#lib/server/feed/history-ids'
import { Listeners } from '#lib/server/feed/listeners'
import { MarketBook } from '#lib/server/feed/market-book'
import type { MarketFeedOptions } from '#lib/server/feed/market-feed-options'
import { readStored } from '#lib/server/feed/read-stored'
import { RecordedFallback } from '#lib/server/feed/recorded-fallback'
import { RefreshLoop } from '#lib/server/feed/refresh-loop'
import { Retention } from '#lib/server/feed/retention'
import { StorageGuard } from '#lib/server/feed/storage-guard'
import { tickPoints } from '#lib/server/feed/tick-points'
import { Timers } from '#lib/server/feed/timers'
import type { Recall } from '#lib/server/store/recall'
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
  private readonly guard = new DataGuard()
  private readonly fallback: RecordedFallback
  private readonly health = new FeedHealth()
  private readonly retention: Retention
  private readonly storage: StorageGuard
  private readonly pace: FeedPace
  private readonly loop: RefreshLoop
  private dropped: Readonly<Record<string, number>> = {}
  private readonly listeners = new Listeners()
  private readonly alarms = new Map<string, string | null>()
  private readonly timers: Timers
  private forgetAudience: () => void = () => {}
  private firstBatchAt: number | null = null

  constructor(options: MarketFeedOptions) {
    this.options = options
    this.currencies = options.currencies
    this.settled = new Promise((resolve) => {
      this.announceSettled = resolve
    })
    const { clock, logger, source, store, gate } = options
    this.fallback = new RecordedFallback(options.recorded)
    this.timers = new Timers(clock)
    this.history = new HistoryBook({
      peersOf: (id) => layerPeers(options.stackFile.current().stack, id),
      changesOf: (id) => options.unitChanges.get(id) ?? [],
    })
    this.retention = new Retention(options.retentionDays)
    this.storage = new StorageGuard(logger, () => options.store.health())
    const { history, storage, health } = this
    const { limits } = gate.parts.budget
    const { credits } = gate.parts
    this.pace = new FeedPace({ ...options, currencies: options.currencies.length, limits, credits })
    const ids = () => this.idsToFill()
    const calls = { gate, clock, logger, pace: this.pace }
    this.backfill = new Backfill({ ...calls, source, store, history, storage, ids })
    this.loop = new RefreshLoop({
      ...calls,
      health,
      refresh: () => this.refresh(),
      ended: (isWell) => this.ended(isWell),
    })
  }

  /** Shows what is stored, then starts to refresh and to fill history. */
  async start(): Promise<void> {
    await this.show()
    this.poll()
  }

  /** Shows what is stored; of history it reads what is newer than `since` (ms UTC) or was fetched since the last time. */
  async show(since = 0): Promise<void> {
    const { store, clock, currencies, gate } = this.options
    const { market, history, backfill } = this
    const kept = this.retention.oldest(clock.now())
    const { batches, fetches, firstBatchAt } = await readStored({ store, history, backfill, kept, since })
    if (since === 0) this.retention.forget(history, clock.now())
    await gate.parts.credits.restore(store, clock.now())
    // Last, and in one turn: until then the board stays what it was.
    backfill.restore(fetches)
    this.firstBatchAt = firstBatchAt
    // A currency that is no longer configured may still be in the store.
    market.restore(batches.filter(({ currency }) => currencies.includes(currency)))
    this.health.lastSuccessAt = market.view(currencies[0])?.fetchedAt ?? null
  }

  /** Begins to refresh and to fill history; an empty board that `hasShown` the recording goes on with it. */
  poll({ hasShown = false } = {}): void {
    const { clock, audience } = this.options
    if (hasShown && !this.hasLiveData()) this.fallBack()
    else if (!this.hasLiveData()) this.timers.at(clock.now() + FALLBACK_AFTER_MS, () => this.fallBack())
    this.forgetAudience = audience.onReturn(() => this.loop.hurry())
    const fetchedAt = this.currencies.map((currency) => this.market.view(currency)?.fetchedAt ?? null)
    if (this.loop.start(this.pace.dueInMs(fetchedAt))) return
    if (!this.hasLiveData()) this.fallBack()
    this.announceSettled()
    this.backfill.resume()
  }

  stop(): void {
    this.loop.stop()
    this.backfill.stop()
    this.forgetAudience()
    this.timers.end()
  }

  view(currency: string): FeedView | null {
    const market = this.market.view(currency)
    if (!market) return this.recordedView(currency)
    const now = this.options.clock.now()
    return {
      market,
      usdQuotes: this.market.view('usd')?.quotes ?? null,
      history: this.history.view(now),
      dailyVersion: `live-${this.history.dailyVersion}`,
      historyProgress: this.backfill.progress(),
      status: boardStatus(now - market.fetchedAt, this.pace.statusPeriodMs()),
      statusReason: this.statusReason(),
      nextRefreshAt: this.loop.nextAt,
      periodMs: this.pace.periodMs(),
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
    const { gate, clock, outcomes, clockSkewMs } = this.options
    const { pace, health } = this
    return {
      source: this.hasLiveData() ? 'live' : 'recorded',
      failure: health.failure,
      lastSuccessAt: health.lastSuccessAt,
      nextRefreshAt: this.loop.nextAt,
      periodMs: pace.periodMs(),
      ...reportCalls({ gate, pace, clock }),
      deferred: this.backfill.deferred(),
      clockSkewMs: clockSkewMs(),
      outcomes: outcomes(),
      dropped: this.dropped,
      alarm: [...this.alarms.values()].find((alarm) => alarm !== null) ?? null,
      storage: this.storage.report,
      guard: this.guard.report(),
    }
  }

  /** Everything a store has to hold, as far as memory knows it. */
  recall(): Recall {
    return { batches: this.market.batches(), history: this.history.series(), fetches: this.backfill.known() }
  }

  subscribe(listener: () => void): () => void {
    return this.listeners.add(listener)
  }

  private recordedView(currency: string): FeedView | null {
    const nextRefreshAt = this.loop.nextAt
    const statusReason = this.health.reason(false, nextRefreshAt)
    return this.fallback.view(currency, { statusReason, nextRefreshAt })
  }

  private statusReason(): string | null {
    const { gate, notice } = this.options
    return this.health.reason(true, this.loop.nextAt) ?? gate.hold()?.message ?? notice()
  }

  private hasLiveData(): boolean {
    return this.market.view(this.options.currencies[0]) !== null
  }

  private fallBack(): void {
    this.fallback.show()
    this.listeners.notify()
  }

  private async refresh(): Promise<void> {
    for (const currency of this.options.currencies) await this.refreshCurrency(currency)
    const now = this.options.clock.now()
    if (this.retention.isDue(now))
      await this.storage.run(() => this.retention.prune(this.options.store, this.history, now))
  }

  private ended(isWell: boolean): void {
    if (!isWell) {
      this.fallBack()
      this.backfill.hold()
    }
    this.announceSettled()
    this.listeners.notify()
    if (isWell) this.backfill.resume()
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
    const stored = this.market.prepare(batch, quarantined)
    const previous = (id: string) => this.market.heldQuote(batch.currency, id)
    const ticks =
      batch.currency === 'usd' ? tickPoints(stored, previous, this.history) : { daily: [], hourly: [] }
    await this.storage.run(() => this.options.store.saveBatch(stored, ticks))
    this.market.accept(stored)
    this.firstBatchAt ??= stored.fetchedAt
    for (const { id, ...point } of ticks.daily) this.history.add(id, 'daily', [point], 'tick')
    for (const { id, ...point } of ticks.hourly) this.history.add(id, 'hourly', [point], 'tick')
    if (batch.currency === this.currencies[0])
      this.guard.noteFindings(this.market.view(batch.currency), this.history.view(stored.fetchedAt))
  }

  private idsToFill(): string[] {
    const view = this.market.view('usd') ?? this.market.view(this.options.currencies[0])
    return historyIds(this.options.stackFile.current().stack, view)
  }
}
