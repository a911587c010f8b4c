import { mappedTokens } from '#lib/core/analytics/board/constituents'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import { listedCoins } from '#lib/core/stack/memberships'
import type { Stack } from '#lib/core/stack/stack'
import type { BoardFeed, FeedReport, FeedView } from '#lib/server/feed/board-feed'
import { NOTHING_HELD_BACK } from '#lib/server/feed/guard-report'
import { HistoryBook } from '#lib/server/feed/history-book'
import { MarketBook } from '#lib/server/feed/market-book'
import { HEALTHY } from '#lib/server/store/store-health'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** A source whose clock stands still at the moment it was recorded. */
export interface Recording extends MarketSource {
  /** ms UTC */
  readonly recordedAt: number
}

/** Spacing the state rules assume for recorded data, ms. */
const RECORDED_PERIOD_MS = 60_000

/** A recording calls nobody. */
const NO_CALLS: FeedReport['calls'] = {
  usedLastMinute: 0,
  perMinute: 0,
  leftThisMinute: 0,
  nextFreeAt: null,
  retriesLastHour: 0,
  retriesPerHour: 0,
  creditsUsed: null,
  creditsLimit: null,
  creditsLeft: null,
  creditsProjected: null,
}

/** A board of bundled recorded data. Its clock stands still, it touches neither the network nor the store. */
export class RecordedFeed implements BoardFeed {
  readonly currencies = ['usd']
  readonly settled = Promise.resolve()
  private readonly market = new MarketBook()
  private readonly history = new HistoryBook()
  private readonly recordedAt: number
  private readonly progress: { filled: number; needed: number }

  private constructor(recordedAt: number, progress: { filled: number; needed: number }) {
    this.recordedAt = recordedAt
    this.progress = progress
  }

  static async open(recording: Recording, stack: Stack): Promise<RecordedFeed> {
    const ids = listedCoins(stack)
    const batch = await recording.fetchMarkets({ currency: 'usd', ids })
    const histories = await Promise.all(ids.map((id) => recordedHistory(recording, id)))
    const filled = histories.filter((history) => history !== null)
    const needed = mappedTokens(stack).length
    const feed = new RecordedFeed(recording.recordedAt, {
      filled: filled.length,
      needed: Math.min(needed, filled.length),
    })
    const prepared = feed.market.prepare(batch)
    feed.market.accept({ ...prepared, sequence: 0 })
    for (const { id, points } of filled) feed.history.add(id, 'daily', points, 'upstream')
    return feed
  }

  view(currency: string): FeedView | null {
    const market = this.market.view(currency)
    if (!market) return null
    return {
      market,
      usdQuotes: market.quotes,
      history: this.history.view(this.recordedAt),
      dailyVersion: `recorded-${this.history.dailyVersion}`,
      historyProgress: this.progress,
      status: 'recorded',
      statusReason: null,
      nextRefreshAt: null,
      periodMs: RECORDED_PERIOD_MS,
      now: this.recordedAt,
    }
  }

  readonly firstOwnDay = null

  /** Nothing of a recording ever changes. */
  subscribe(): () => void {
    return () => {}
  }

  historyPoints(id: string, kind: HistoryKind): readonly HistoryPoint[] {
    return this.history.points(id, kind)
  }

  report(): FeedReport {
    return {
      source: 'recorded',
      failure: null,
      lastSuccessAt: this.recordedAt,
      nextRefreshAt: null,
      periodMs: RECORDED_PERIOD_MS,
      calls: NO_CALLS,
      breaker: { state: 'closed', openUntil: null, trips: 0 },
      deferred: { historyCalls: 0, reason: null },
      clockSkewMs: null,
      outcomes: [],
      dropped: {},
      alarm: null,
      storage: { ...HEALTHY, state: 'none' },
      guard: NOTHING_HELD_BACK,
    }
  }
}

/** `null` for a token the recording has no history of. */
async function recordedHistory(recording: Recording, id: string) {
  try {
    return await recording.fetchHistory({ id, kind: 'daily' })
  } catch (error) {
    if (error instanceof UpstreamError && error.failure === 'not-found') return null
    throw error
  }
}
