import type { Quote } from '#lib/core/market/quote'
import { DAY_MS } from '#lib/core/market/window'
import type { Stack } from '#lib/core/stack/stack'
import { Audience } from '#lib/server/audience'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import type { CallKind } from '#lib/server/feed/call-budget'
import type { CallGate, CallGateParts } from '#lib/server/feed/call-gate'
import { MarketFeed } from '#lib/server/feed/market-feed'
import type { MarketFeedOptions } from '#lib/server/feed/market-feed-options'
import { createLogger } from '#lib/server/logger'
import { SteadyClock } from '#lib/server/steady-clock'
import type { HistoryRequest, MarketSource, MarketsRequest } from '#lib/server/upstream/market-source'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { gateFixture } from './gate-fixture.ts'
import { ManualClock } from './manual-clock.ts'
import { MemoryStore } from './memory-store.ts'
import { quoteFixture } from './quote-fixture.ts'

/** A scripted upstream behind the gate like the real client, which remembers what was asked when (wall clock). */
export class ScriptedSource implements MarketSource {
  readonly asked: { at: number; what: string }[] = []
  quotes: (ids: readonly string[]) => Quote[]
  history: (request: HistoryRequest) => Promise<{ time: number; price: number }[]> = async () => []
  failure: UpstreamError | null = null
  /** While set, market requests never end. */
  hanging = false
  private readonly clock: SteadyClock
  private readonly gate: CallGate

  constructor(clock: SteadyClock, gate: CallGate) {
    this.clock = clock
    this.gate = gate
    this.quotes = (ids) => ids.map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
  }

  async fetchMarkets({ currency, ids }: MarketsRequest) {
    return this.call('refresh', `markets ${currency}`, async () => {
      if (this.hanging) return new Promise<never>(() => {})
      if (this.failure) throw this.failure
      return { currency, fetchedAt: this.clock.now(), requested: ids, quotes: this.quotes(ids), dropped: {} }
    })
  }

  async fetchHistory(request: HistoryRequest) {
    return this.call('background', `${request.kind} ${request.id}`, async () => {
      const points = await this.history(request)
      return { ...request, points: points.map((point) => ({ ...point, marketCap: null, volume: null })) }
    })
  }

  private async call<T>(kind: CallKind, what: string, answer: () => Promise<T>): Promise<T> {
    const refusal = this.gate.admit({ kind, isFallback: false, isRetry: false })
    if (refusal) throw refusal
    const startedAt = this.clock.monotonic()
    this.asked.push({ at: this.clock.now(), what })
    const end = (error: UpstreamError | null) =>
      this.gate.ended({ kind, isFallback: false, error, startedAt, durationMs: 0 })
    try {
      const value = await answer()
      this.gate.parts.credits.add(1, this.clock.now())
      end(null)
      return value
    } catch (error) {
      if (error instanceof UpstreamError) end(error)
      throw error
    }
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
  gate: CallGate
  store: MemoryStore
  source: ScriptedSource
  feed: MarketFeed
}

export interface FeedFixtureOptions {
  ids: readonly string[]
  start?: number
  store?: MemoryStore
  /** Parts of the gate other than those of a keyless process. */
  calls?: Partial<CallGateParts>
  overrides?: Partial<MarketFeedOptions>
}

/** A feed over a scripted source, a memory store and a clock moved by hand. */
export function feedFixture({
  ids,
  start = Date.UTC(2026, 10, 22, 12),
  store = new MemoryStore(),
  calls = {},
  overrides = {},
}: FeedFixtureOptions): FeedFixture {
  const clock = new ManualClock(start)
  const steady = new SteadyClock(clock)
  const gate = gateFixture({ clock: steady, ...calls })
  const source = new ScriptedSource(steady, gate)
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
    gate,
    outcomes: () => [],
    clockSkewMs: () => steady.skewMs(),
    clock: steady,
    logger: createLogger('silent'),
    ...overrides,
  })
  return { clock, gate, store, source, feed }
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
export function recordedStandIn(): BoardFeed {
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
