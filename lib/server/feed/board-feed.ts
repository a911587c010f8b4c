import type { HeldQuote, MarketView, TokenHistory } from '#lib/core/analytics/board/board-input'
import type { BoardStatus } from '#lib/core/contract/vocabulary'
import type { HistoryKind, HistoryPoint } from '#lib/core/market/price-history'
import type { OutcomeCount } from '#lib/server/feed/call-log'
import type { BreakerState } from '#lib/server/feed/circuit-breaker'
import type { GuardReport } from '#lib/server/feed/guard-report'
import type { StoreHealth } from '#lib/server/store/store-health'

/** What a board can be computed from at this moment. */
export interface FeedView {
  market: MarketView
  usdQuotes: ReadonlyMap<string, HeldQuote> | null
  history: ReadonlyMap<string, TokenHistory>
  /** Changes whenever a daily close does. */
  dailyVersion: string
  historyProgress: { filled: number; needed: number }
  status: BoardStatus
  /** Why old or recorded data is shown, one sentence; `null` when all is well. */
  statusReason: string | null
  /** Wall clock, ms UTC. */
  nextRefreshAt: number | null
  periodMs: number
  /** The analytic clock: wall clock, or the recording's standing one. */
  now: number
}

/** Operator's view of the feed, for `/api/status`. */
export interface FeedReport {
  source: 'live' | 'recorded'
  /** The last failed upstream call since the last success, or `null`. */
  failure: { reason: string; sentence: string; at: number } | null
  lastSuccessAt: number | null
  nextRefreshAt: number | null
  periodMs: number
  calls: {
    usedLastMinute: number
    perMinute: number
    leftThisMinute: number
    /** When the next call may leave, ms UTC; `null` when one may now. */
    nextFreeAt: number | null
    retriesLastHour: number
    retriesPerHour: number
    creditsUsed: number | null
    creditsLimit: number | null
    /** `null` without a monthly limit. */
    creditsLeft: number | null
    /** Credits used by the end of the month at the present pace; `null` without a monthly limit. */
    creditsProjected: number | null
  }
  /** `openUntil` in ms UTC, `null` when closed; `trips`: how often it opened, less what success has forgotten. */
  breaker: { state: BreakerState; openUntil: number | null; trips: number }
  /** What waits for a later time: history calls, and why none leaves now, one sentence. */
  deferred: { historyCalls: number; reason: string | null }
  /** How far this machine's clock is ahead of the upstream's, ms, negative when behind; `null` when not known. */
  clockSkewMs: number | null
  /** How HTTP attempts ended since the process began, retries singly. */
  outcomes: readonly OutcomeCount[]
  /** Rows the last batch lost, by reason. */
  dropped: Readonly<Record<string, number>>
  alarm: string | null
  storage: StoreHealth
  /** What the data guard holds back. */
  guard: GuardReport
}

/** Where services get data from: the live feed, or a recording. */
export interface BoardFeed {
  readonly currencies: readonly string[]
  /** `null` before the first data of a configured currency. */
  view(currency: string): FeedView | null
  report(): FeedReport
  /** Stored USD points of a token, ascending. */
  historyPoints(id: string, kind: HistoryKind): readonly HistoryPoint[]
  /** 00:00 UTC of the first day this product saw prices itself, ms; `null` when all history is back-filled. */
  readonly firstOwnDay: number | null
  /** Calls `listener` after every refresh, well or not, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** Resolves once the first refresh has ended, well or not, or needs not or may not begin yet. */
  readonly settled: Promise<void>
}
