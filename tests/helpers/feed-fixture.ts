import type { Quote } from '#lib/core/market/quote'
import { DAY_MS } from '#lib/core/market/window'
import type { Stack } from '#lib/core/stack/stack'
import { Audience } from '#lib/server/audience'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import { CallBudget, callLimits } from '#lib/server/feed/call-budget'
import { Credits } from '#lib/server/feed/credits'
import { MarketFeed } from '#lib/server/feed/market-feed'
import type { MarketFeedOptions } from '#lib/server/feed/market-feed-options'
import { createLogger } from '#lib/server/logger'
import type { HistoryRequest, MarketSource, MarketsRequest } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { ManualClock } from './manual-clock.ts'
import { MemoryStore } from './memory-store.ts'
import { quoteFixture } from './quote-fixture.ts'

const MONTH = '2026-11'

/** A scripted upstream that keeps to the budget like the real client, and remembers what was asked when. */
export class ScriptedSource implements MarketSource {
  readonly asked: { at: number; what: string }[] = []
  quotes: (ids: readonly string[]) => Quote[]
  history: (request: HistoryRequest) => Promise<{ time: number; price: number }[]> = async () => []
  failure: UpstreamError | null = null
  /** While set, market requests never end. */
  hanging = false
  private readonly clock: ManualClock
  private readonly budget: CallBudget

  constructor(clock: ManualClock, budget: CallBudget) {
    this.clock = clock
    this.budget = budget
    this.quotes = (ids) => ids.map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
  }

  async fetchMarkets({ currency, ids }: MarketsRequest) {
    this.count('refresh', `markets ${currency}`)
    if (this.hanging) return new Promise<never>(() => {})
    if (this.failure) throw this.failure
    return { currency, fetchedAt: this.clock.now(), requested: ids, quotes: this.quotes(ids), dropped: {} }
  }

  async fetchHistory(request: HistoryRequest) {
    this.count('background', `${request.kind} ${request.id}`)
    const points = await this.history(request)
    return { ...request, points: points.map((point) => ({ ...point, marketCap: null, volume: null })) }
  }

  private count(kind: 'refresh' | 'background', what: string): void {
    if (!this.budget.take(kind, this.clock.now()))
      throw new UpstreamError('rate-limited', 'own budget is used up')
    this.asked.push({ at: this.clock.now(), what })
  }
}

/** Daily closes of the year before `now`, like a full `market_chart` answer. */
export function yearOfCloses(now: number): { time: number; price: number }[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  return Array.from({ length: 365 }, (_, back) => ({
    time: today - (364 - back) * DAY_MS,
    price: 10 + (back % 3),
  }))
}

export interface FeedFixture {
  clock: ManualClock
  store: MemoryStore
  source: ScriptedSource
  feed: MarketFeed
}

export interface FeedFixtureOptions {
  ids: readonly string[]
  start?: number
  store?: MemoryStore
  overrides?: Partial<MarketFeedOptions>
}

/** A feed over a scripted source, a memory store and a clock moved by hand. */
export function feedFixture({
  ids,
  start = Date.UTC(2026, 10, 22, 12),
  store = new MemoryStore(),
  overrides = {},
}: FeedFixtureOptions): FeedFixture {
  const clock = new ManualClock(start)
  const budget = overrides.budget ?? new CallBudget(callLimits('keyless', 1))
  const source = new ScriptedSource(clock, budget)
  const feed = new MarketFeed({
    currencies: ['usd'],
    refreshMs: 60_000,
    retentionDays: 400,
    keylessFallback: false,
    unitChanges: new Map(),
    audience: new Audience(),
    source,
    notice: () => null,
    store,
    recorded: recordedStandIn(),
    stackFile: stackFileStandIn(stackOf(ids)),
    credits: new Credits(null, MONTH, 0),
    clock,
    logger: createLogger('silent'),
    ...overrides,
    budget,
  })
  return { clock, store, source, feed }
}

export function stackOf(ids: readonly string[]): Stack {
  return {
    schemaVersion: 1,
    version: '2026-11-22',
    sources: [{ id: 'guide', title: 'Guide', date: '2026-11-22' }],
    layers: [
      {
        id: 'middleware',
        name: 'Middleware',
        rank: 1,
        summary: 'Middle',
        categories: [{ id: 'compute', name: 'Compute' }],
      },
    ],
    benchmarks: [],
    projects: ids.map((id) => ({
      slug: id,
      name: id,
      symbol: id.toUpperCase(),
      coingeckoId: id,
      scope: 'core',
      status: 'active',
      since: '2024-12-29',
      note: null,
      guide: false,
      aliases: [],
      memberships: [
        { layer: 'middleware', category: 'compute', primary: true, reason: 'test', source: 'guide' },
      ],
    })),
  }
}

export function stackFileStandIn(stack: Stack): MarketFeedOptions['stackFile'] {
  const loaded = { stack, sha256: 'a'.repeat(64), loadedAt: 0, problem: null, path: 'data/stack.json' }
  return { current: () => loaded, refresh: () => false }
}

/** Stands for the bundled recording: one view that says `recorded`. */
function recordedStandIn(): BoardFeed {
  const asOf = Date.UTC(2025, 3, 24, 6, 15)
  return {
    currencies: ['usd'],
    settled: Promise.resolve(),
    subscribe: () => () => {},
    view: (currency) =>
      currency !== 'usd'
        ? null
        : {
            market: { currency, sequence: 0, fetchedAt: asOf, asOf, quotes: new Map() },
            usdQuotes: null,
            history: new Map(),
            dailyVersion: 'recorded',
            historyProgress: { filled: 0, needed: 0 },
            status: 'recorded',
            statusReason: null,
            nextRefreshAt: null,
            periodMs: 60_000,
            now: asOf,
          },
    historyPoints: () => [],
    firstOwnDay: null,
    report: () => {
      throw new Error('not asked for')
    },
  }
}
