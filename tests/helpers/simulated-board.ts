import type { HistoryKind } from '#lib/core/market/price-history'
import type { Quote } from '#lib/core/market/quote'
import { HOUR_MS } from '#lib/core/market/window'
import { Audience } from '#lib/server/audience'
import { type Env, readEnv } from '#lib/server/env'
import type { EndedCall } from '#lib/server/feed/call-log'
import { MarketFeed } from '#lib/server/feed/market-feed'
import { type LiveSource, openLiveSource } from '#lib/server/live-source'
import { createLogger } from '#lib/server/logger'
import { SteadyClock } from '#lib/server/steady-clock'
import type { CoinGeckoOptions } from '#lib/server/upstream/client'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { withRetries } from '#lib/server/upstream/retry'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { recordedStandIn, stackFileStandIn, stackOf, yearOfCloses } from './feed-fixture.ts'
import { ManualClock } from './manual-clock.ts'
import { MemoryStore } from './memory-store.ts'
import { quoteFixture } from './quote-fixture.ts'

/** Stands for a full answer: closes of a year, hours of a week. */
const historyOf: Readonly<Record<HistoryKind, (now: number) => { time: number; price: number }[]>> = {
  daily: yearOfCloses,
  hourly: (now) =>
    Array.from({ length: 168 }, (_, back) => ({
      time: (Math.floor(now / HOUR_MS) - 167 + back) * HOUR_MS,
      price: 10 + (back % 3),
    })),
}

/** One HTTP request as the simulated upstream saw it. */
export interface SeenRequest {
  /** On the upstream's clock, ms. */
  at: number
  path: string
  keyed: boolean
}

/** What the upstream does with a request: nothing special, or a failure, after a while. */
export type Behaviour = (request: SeenRequest) => { error?: UpstreamError | null; tookMs?: number }

export const serverFault = () =>
  new UpstreamError('server', 'CoinGecko has a fault of its own', { status: 503 })

/** Takes the place of HTTP below the real gate, counts and retries; its time is the simulation's. */
export class SimulatedUpstream {
  readonly seen: SeenRequest[] = []
  behave: Behaviour = () => ({})
  /** What it makes of each quote before it answers. */
  alter: (quote: Quote) => Quote = (quote) => quote
  private readonly clock: ManualClock

  constructor(clock: ManualClock) {
    this.clock = clock
  }

  readonly connect = (options: CoinGeckoOptions): MarketSource => ({
    fetchMarkets: ({ currency, ids }) =>
      this.get(options, '/coins/markets', () => {
        const fetchedAt = options.clock.now()
        const quotes = ids.map((id) => this.alter(quoteFixture(id, { lastUpdated: fetchedAt })))
        return { currency, fetchedAt, requested: ids, quotes, dropped: {} }
      }),
    fetchHistory: ({ id, kind }) =>
      this.get(options, `/coins/${id}/market_chart`, () => ({
        id,
        kind,
        points: historyOf[kind](options.clock.now()).map((point) => ({
          ...point,
          marketCap: null,
          volume: null,
        })),
      })),
  })

  private get<T>(options: CoinGeckoOptions, path: string, answer: () => T): Promise<T> {
    const { random, sleep, clock } = options
    const admit = async (isRetry: boolean) => (await options.admit?.(path, isRetry)) ?? null
    return withRetries(
      async () => {
        const startedAt = clock.monotonic()
        const request = { at: this.clock.monotonic(), path, keyed: options.apiKey !== null }
        this.seen.push(request)
        const { error = null, tookMs = 0 } = this.behave(request)
        if (tookMs > 0) await new Promise<void>((wake) => void this.clock.schedule(tookMs, wake))
        const status = error ? error.status : 200
        const failure = error?.failure ?? null
        options.onAttempt({ path, status, failure, error, startedAt, durationMs: tookMs })
        if (error) throw error
        return answer()
      },
      { maxAttempts: 3, admit, random, sleep },
    )
  }
}

export interface SimulatedBoardOptions {
  env: Record<string, string>
  start?: number
  tokens?: number
  random?: () => number
}

/** The real feed behind the real gate over a simulated upstream; `restart` keeps the store and nothing else. */
export class SimulatedBoard {
  readonly clock: ManualClock
  readonly upstream: SimulatedUpstream
  readonly store = new MemoryStore()
  readonly calls: EndedCall[] = []
  audience = new Audience()
  private readonly env: Env
  private readonly options: SimulatedBoardOptions
  private running: { feed: MarketFeed; live: LiveSource } | null = null

  constructor(options: SimulatedBoardOptions) {
    this.options = options
    this.env = readEnv(options.env)
    this.clock = new ManualClock(options.start ?? Date.UTC(2026, 11, 1))
    this.upstream = new SimulatedUpstream(this.clock)
  }

  get feed(): MarketFeed {
    if (!this.running) throw new Error('the board was not started')
    return this.running.feed
  }

  async restart(): Promise<void> {
    this.running?.feed.stop()
    this.audience = new Audience()
    const { env, store, audience } = this
    const clock = new SteadyClock(this.clock)
    const logger = createLogger('silent')
    const live = await openLiveSource({
      env,
      logger,
      clock,
      store,
      random: this.options.random ?? (() => 0.5),
      connect: this.upstream.connect,
      onCall: (call) => this.calls.push(call),
    })
    const ids = Array.from({ length: this.options.tokens ?? 8 }, (_, at) => `token-${at}`)
    const feed = new MarketFeed({
      currencies: env.currencies,
      refreshMs: env.refreshMs,
      retentionDays: env.retentionDays,
      keylessFallback: env.keylessFallback,
      unitChanges: new Map(),
      audience,
      source: live.source,
      notice: live.notice,
      gate: live.gate,
      outcomes: () => live.log.outcomes(),
      clockSkewMs: () => clock.skewMs(),
      store,
      recorded: recordedStandIn(),
      stackFile: stackFileStandIn(stackOf(ids)),
      clock,
      logger,
    })
    this.running = { feed, live }
    await feed.start()
    await this.clock.advance(0)
  }

  /** Requests from `since` on that `wanted` picks, on the simulation's clock. */
  requests(since = 0, wanted: (request: SeenRequest) => boolean = () => true): SeenRequest[] {
    return this.upstream.seen.filter((request) => request.at >= since && wanted(request))
  }

  /** The most requests in any window of this length, both ends included. */
  most(windowMs: number): number {
    const times = this.upstream.seen.map(({ at }) => at)
    return Math.max(
      0,
      ...times.map((from) => times.filter((at) => at >= from && at <= from + windowMs).length),
    )
  }
}

/** A board that has made its first calls at time 0. */
export async function startedBoard(env: Record<string, string>, tokens = 60): Promise<SimulatedBoard> {
  const board = new SimulatedBoard({ env, tokens })
  await board.restart()
  return board
}
