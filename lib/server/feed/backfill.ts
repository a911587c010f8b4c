import type { Clock } from '#lib/server/clock'
import { type BackfillRequest, backfillProgress, nextBackfill } from '#lib/server/feed/backfill-plan'
import type { CallBudget } from '#lib/server/feed/call-budget'
import type { HistoryBook } from '#lib/server/feed/history-book'
import type { StorageGuard } from '#lib/server/feed/storage-guard'
import type { Logger } from '#lib/server/logger'
import type { HistoryFetch, MarketStore } from '#lib/server/store/market-store'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 15 * 60_000

export interface BackfillOptions {
  source: MarketSource
  store: MarketStore
  history: HistoryBook
  budget: CallBudget
  clock: Clock
  logger: Logger
  /** Ids that need history, most important first. */
  ids: () => string[]
  storage: StorageGuard
}

/** Fills history in the background, one call at a time, within the budget; a failure pauses it, never the refresh. */
export class Backfill {
  private readonly options: BackfillOptions
  private readonly fetches = new Map<string, HistoryFetch>()
  private busy = false
  private stopped = false
  private held = false
  private failures = 0
  private notBefore = 0
  private cancel: () => void = () => {}

  constructor(options: BackfillOptions) {
    this.options = options
  }

  async restore(): Promise<void> {
    for (const fetch of await this.options.store.loadHistoryFetches()) this.remember(fetch)
  }

  /** The last request of each token and kind. */
  known(): HistoryFetch[] {
    return [...this.fetches.values()]
  }

  progress(): { filled: number; needed: number } {
    return backfillProgress({ ids: this.options.ids(), fetches: [...this.fetches.values()] })
  }

  /** Goes on until nothing is missing or the budget is used; the feed calls it after each good refresh. */
  resume(): void {
    this.held = false
    this.run()
  }

  /** Leaves the budget to refreshes until one succeeds again. */
  hold(): void {
    this.held = true
    this.cancel()
  }

  private run(): void {
    if (this.busy || this.stopped || this.held) return
    const now = this.options.clock.now()
    const slot = Math.max(this.notBefore, this.options.budget.nextSlot('background', now))
    this.cancel()
    if (slot > now) {
      this.cancel = this.options.clock.schedule(slot - now, () => this.run())
      return
    }
    const request = this.next(now)
    if (request) void this.fetch(request)
  }

  stop(): void {
    this.stopped = true
    this.cancel()
  }

  private next(now: number): BackfillRequest | null {
    const { ids, history } = this.options
    return nextBackfill({
      ids: ids(),
      fetches: [...this.fetches.values()],
      has: (id, kind, slot) => history.has(id, kind, slot),
      now,
    })
  }

  private async fetch(request: BackfillRequest): Promise<void> {
    this.busy = true
    try {
      const { points } = await this.options.source.fetchHistory(request)
      await this.keep(request, points)
      this.failures = 0
    } catch (error) {
      await this.fail(request, error)
    }
    this.busy = false
    this.run()
  }

  private async keep(
    { id, kind }: BackfillRequest,
    points: Parameters<HistoryBook['add']>[2],
  ): Promise<void> {
    const fetchedAt = this.options.clock.now()
    await this.options.storage.run(() => this.options.store.saveHistory(id, kind, points, fetchedAt))
    this.options.history.add(id, kind, points, 'upstream')
    this.remember({ id, kind, fetchedAt, outcome: 'ok' })
  }

  private async fail({ id, kind }: BackfillRequest, error: unknown): Promise<void> {
    const { clock, store, logger, storage } = this.options
    const now = clock.now()
    if (error instanceof UpstreamError && error.failure === 'not-found') {
      await storage.run(() => store.saveHistoryGone(id, kind, now))
      this.remember({ id, kind, fetchedAt: now, outcome: 'gone' })
      return
    }
    this.failures += 1
    const own = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS)
    const asked = error instanceof UpstreamError ? error.retryAfterMs : null
    this.notBefore = now + (asked === null ? own : Math.max(own, asked))
    logger.warn({ id, kind, retryInMs: this.notBefore - now, err: error }, 'History could not be read')
  }

  private remember(fetch: HistoryFetch): void {
    this.fetches.set(`${fetch.kind}:${fetch.id}`, fetch)
  }
}
