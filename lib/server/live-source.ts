import type { Env } from '#lib/server/env'
import { CallBudget, type CallKind, callLimits } from '#lib/server/feed/call-budget'
import { CallGate, spentSentence } from '#lib/server/feed/call-gate'
import { CallLog, ENDPOINT_OF_KIND, type EndedCall } from '#lib/server/feed/call-log'
import { CallMemory } from '#lib/server/feed/call-memory'
import { CallRest } from '#lib/server/feed/call-rest'
import { CircuitBreaker } from '#lib/server/feed/circuit-breaker'
import { Credits } from '#lib/server/feed/credits'
import { creditMonth } from '#lib/server/feed/pacer'
import { RetryBudget } from '#lib/server/feed/retry-budget'
import type { Logger } from '#lib/server/logger'
import { SKEW_TOLERANCE_MS, type SteadyClock } from '#lib/server/steady-clock'
import type { MarketStore } from '#lib/server/store/market-store'
import { type CoinGeckoOptions, createCoinGeckoSource } from '#lib/server/upstream/client'
import type { Attempt } from '#lib/server/upstream/json-client'
import { createKeylessFallback, type KeylessFallback } from '#lib/server/upstream/keyless-fallback'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { PLAN_BASE_URLS, type Plan } from '#lib/server/upstream/plan'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

/** Longer than the budget's minute, so that nothing that counts is missed. */
const EARLIER_CALLS_MS = 120_000

export interface LiveSourceOptions {
  env: Env
  logger: Logger
  clock: SteadyClock
  store: MarketStore
  /** Hears of every HTTP attempt that ended. */
  onCall?: ((call: EndedCall) => void) | undefined
  random?: () => number
  /** Whether this process is sure to be the only one that calls; default: always. */
  mayCall?: () => boolean
  /** How a source comes to be; default: over HTTP. */
  connect?: (options: CoinGeckoOptions) => MarketSource
}

export interface LiveSource {
  source: MarketSource
  /** One sentence on how the upstream is used other than configured, else `null`. */
  notice: () => string | null
  gate: CallGate
  log: CallLog
}

/** The configured upstream behind the one gate, which goes on where an earlier process stopped. */
export async function openLiveSource(options: LiveSourceOptions): Promise<LiveSource> {
  const { env, logger, clock, store } = options
  const random = options.random ?? Math.random
  const earlier = await earlierCalls(store, clock)
  const budgetOf = (plan: Plan) => new CallBudget(callLimits(plan, env.currencies.length), earlier)
  const breaker = new CircuitBreaker(env.refreshMs)
  const rest = new CallRest({ periodMs: env.refreshMs, random })
  const memory = new CallMemory({ breaker, rest, store, clock, logger })
  await memory.restore()
  const credits = new Credits(env.monthlyCredits, creditMonth(clock.now()), 0)
  await credits.restore(store, clock.now())
  const log = new CallLog()
  let fallback: KeylessFallback | null = null
  const gate = new CallGate({
    clock,
    budget: budgetOf(env.plan),
    breaker,
    rest,
    retries: new RetryBudget(),
    credits,
    ...(hasFallback(env) && {
      // Keyless calls keep to the keyless limit as well as to the process's own.
      fallback: { budget: budgetOf('keyless'), isActive: () => fallback?.isKeyless() ?? false },
    }),
  })
  const calls = new CountedCalls({ ...options, gate, memory, log })
  const sourceOf = (plan: Plan) => createSource(plan, calls, { ...options, random })
  const keyed = sourceOf(env.plan)
  if (!hasFallback(env)) return { source: keyed, notice: () => null, gate, log }
  const both = createKeylessFallback({
    keyed,
    keyless: sourceOf('keyless'),
    clock,
    creditsLeft: () => credits.left(clock.now()),
    spentSentence: () => spentSentence(clock.now()),
  })
  fallback = both
  return { source: both, notice: () => both.notice(), gate, log }
}

function hasFallback(env: Env): boolean {
  return env.keylessFallback && env.plan !== 'keyless'
}

/** Calls of an earlier process on this one's monotonic clock; one from the future counts as made just now. */
async function earlierCalls(store: MarketStore, clock: SteadyClock): Promise<number[]> {
  const now = clock.now()
  const times = await store.loadCallsSince(now - EARLIER_CALLS_MS)
  return times.map((at) => clock.monotonic() - Math.max(0, now - at))
}

interface CountedCallsOptions extends LiveSourceOptions {
  gate: CallGate
  memory: CallMemory
  log: CallLog
}

/** Books every attempt: in the store before it leaves, so that even a killed process has counted it. */
class CountedCalls {
  private readonly options: CountedCallsOptions

  constructor(options: CountedCallsOptions) {
    this.options = options
  }

  async admit(plan: Plan, path: string, isRetry: boolean): Promise<UpstreamError | null> {
    const { gate, clock, store, mayCall = () => true } = this.options
    if (!mayCall()) return notSure()
    const refusal = gate.admit({ kind: kindOf(path), isFallback: this.isFallback(plan), isRetry })
    if (refusal) return refusal
    const at = clock.now()
    await this.keep(store.recordCall({ at, month: creditMonth(at), credits: 0 }))
    // Writing it down may just have shown that another one calls by now.
    return mayCall() ? null : notSure()
  }

  ended(plan: Plan, { path, status, error, startedAt, durationMs }: Attempt): void {
    const { gate, memory, log, clock, store, onCall } = this.options
    const kind = kindOf(path)
    gate.ended({ kind, isFallback: this.isFallback(plan), error, startedAt, durationMs })
    memory.save()
    // What goes out without the key takes no credit of it.
    if (status === 200 && !this.isFallback(plan)) {
      gate.parts.credits.add(1, clock.now())
      void this.keep(store.addCredits(creditMonth(clock.now()), 1))
    }
    const call: EndedCall = { endpoint: ENDPOINT_OF_KIND[kind], outcome: error?.failure ?? 'ok', durationMs }
    log.add(call)
    onCall?.(call)
  }

  private isFallback(plan: Plan): boolean {
    return plan !== this.options.env.plan
  }

  /** A database that refuses stops no call; what is kept in memory still counts. */
  private async keep(write: Promise<void>): Promise<void> {
    try {
      await write
    } catch (error) {
      this.options.logger.error(
        { failure: 'storage', err: error },
        'The database refused to count an upstream call',
      )
    }
  }
}

function createSource(
  plan: Plan,
  calls: CountedCalls,
  {
    env,
    logger,
    clock,
    random,
    connect = createCoinGeckoSource,
  }: LiveSourceOptions & { random: () => number },
): MarketSource {
  let warned = false
  return connect({
    baseUrl: env.baseUrl ?? PLAN_BASE_URLS[plan],
    allowPrivateAddress: env.baseUrl !== null,
    plan,
    apiKey: plan === 'keyless' ? null : env.apiKey,
    clock,
    random,
    sleep: (ms) => new Promise((wake) => void clock.schedule(ms, () => wake())),
    admit: (path, isRetry) => calls.admit(plan, path, isRetry),
    onAttempt: (attempt) => calls.ended(plan, attempt),
    onDate(date) {
      clock.observe(date)
      const skewMs = clock.skewMs()
      const isWrong = skewMs !== null && Math.abs(skewMs) > SKEW_TOLERANCE_MS
      if (isWrong && !warned)
        logger.warn(
          { failure: 'clock-skew', skewMs },
          'This machine has the wrong time: the upstream’s is used',
        )
      warned = isWrong
    },
    onDrift: (drift) => logger.debug({ drift }, 'CoinGecko answered in a slightly different form'),
  })
}

/** Of a call that was never made. */
function notSure(): UpstreamError {
  const sentence = 'Another instance may refresh the board by now; this one makes sure first'
  return new UpstreamError('not-elected', sentence, { attempts: 0 })
}

function kindOf(path: string): CallKind {
  return path === '/coins/markets' ? 'refresh' : 'background'
}
