import type { Clock } from '#lib/server/clock'
import { type BackfillRequest, backfillProgress, pendingBackfill } from '#lib/server/feed/backfill-plan'
import type { FeedReport } from '#lib/server/feed/board-feed'
import type { CallGate } from '#lib/server/feed/call-gate'
import type { FeedPace } from '#lib/server/feed/feed-pace'
import type { HistoryBook } from '#lib/server/feed/history-book'
import type { StorageGuard } from '#lib/server/feed/storage-guard'
import type { Logger } from '#lib/server/logger'
import type { HistoryFetch, MarketStore } from '#lib/server/store/market-store'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 15 * 60_000
/** A longer wait for the month's credits than a timer should hold is looked at again after this, ms. */
const LONGEST_WAIT_MS = 3_600_000

export interface BackfillOptions {
  source: MarketSource
  store: MarketStore
  history: HistoryBook
  gate: CallGate
  pace: FeedPace
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
  /** On the monotonic clock, ms. */
  private notBefore = Number.NEGATIVE_INFINITY
  private cancel: () => void = () => {}

  constructor(options: BackfillOptions) {
    this.options = options
  }

  /** Takes over what was asked before, here or elsewhere. */
  restore(fetches: readonly HistoryFetch[]): void {
    for (const fetch of fetches) this.remember(fetch)
  }

  /** Those that are not known here yet. */
  newer(fetches: readonly HistoryFetch[]): HistoryFetch[] {
    return fetches.filter((fetch) => this.fetches.get(keyOf(fetch))?.fetchedAt !== fetch.fetchedAt)
  }

  /** The last request of each token and kind. */
  known(): HistoryFetch[] {
    return [...this.fetches.values()]
  }

  progress(): { filled: number; needed: number } {
    return backfillProgress({ ids: this.options.ids(), fetches: [...this.fetches.values()] })
  }

  /** The calls still waiting, and why nothing is asked at this moment. */
  deferred(): FeedReport['deferred'] {
    const historyCalls = this.pending().length
    return { historyCalls, reason: historyCalls === 0 || this.busy ? null : this.waitReason() }
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

  stop(): void {
    this.stopped = true
    this.cancel()
  }

  private run(): void {
    if (this.busy || this.stopped || this.held) return
    this.cancel()
    const [request] = this.pending()
    if (!request) return
    const { clock, gate, pace } = this.options
    if (gate.hold()) {
      // Prices come first once calls may leave again.
      this.held = true
      return
    }
    const wait = Math.max(this.notBefore - clock.monotonic(), gate.waitMs('background'), pace.historyWaitMs())
    if (wait > 0) this.cancel = clock.schedule(Math.min(wait, LONGEST_WAIT_MS), () => this.run())
    else void this.fetch(request)
  }

  private pending(): BackfillRequest[] {
    const { ids, history, clock } = this.options
    return pendingBackfill({
      ids: ids(),
      fetches: [...this.fetches.values()],
      has: (id, kind, slot) => history.has(id, kind, slot),
      now: clock.now(),
    })
  }

  private waitReason(): string | null {
    const { clock, gate, pace } = this.options
    if (this.held || gate.hold()) return 'History waits until prices arrive again'
    if (pace.historyWaitMs() > 0) return "History waits so that the month's credits last for prices"
    if (this.notBefore > clock.monotonic()) return 'History waits a while after a call that failed'
    return gate.waitMs('background') > 0 ? "History waits for its share of the minute's calls" : null
  }

  private async fetch(request: BackfillRequest): Promise<void> {
    this.busy = true
    this.options.pace.askedHistory()
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
    const failure = error instanceof UpstreamError ? error.failure : 'network'
    if (failure === 'not-found') {
      const fetchedAt = clock.now()
      await storage.run(() => store.saveHistoryGone(id, kind, fetchedAt))
      this.remember({ id, kind, fetchedAt, outcome: 'gone' })
      return
    }
    this.failures += 1
    // What the upstream asks for is kept by the gate.
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS)
    this.notBefore = clock.monotonic() + pause
    logger.warn({ failure, id, kind, retryInMs: pause, err: error }, 'History could not be read')
  }

  private remember(fetch: HistoryFetch): void {
    this.fetches.set(keyOf(fetch), fetch)
  }
}

function keyOf({ kind, id }: HistoryFetch): string {
  return `${kind}:${id}`
}
