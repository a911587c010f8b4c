import type { Clock } from '#lib/server/clock'
import type { Env } from '#lib/server/env'
import { CallBudget, type CallKind, callLimits } from '#lib/server/feed/call-budget'
import type { Credits } from '#lib/server/feed/credits'
import { creditMonth } from '#lib/server/feed/pacer'
import type { Logger } from '#lib/server/logger'
import type { MarketStore } from '#lib/server/store/market-store'
import { createCoinGeckoSource } from '#lib/server/upstream/client'
import { createKeylessFallback } from '#lib/server/upstream/keyless-fallback'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { PLAN_BASE_URLS, type Plan } from '#lib/server/upstream/plan'

export interface LiveSourceOptions {
  env: Env
  logger: Logger
  clock: Clock
  store: MarketStore
  budget: CallBudget
  credits: Credits
}

export interface LiveSource {
  source: MarketSource
  /** One sentence on how the upstream is used other than configured, else `null`. */
  notice: () => string | null
}

/** The configured upstream with every attempt budgeted and counted; keyless beside it where that is wanted. */
export function createLiveSource(options: LiveSourceOptions): LiveSource {
  const { env, clock, budget, credits } = options
  const keyed = sourceOf(env.plan, (path) => budget.take(kindOf(path), clock.now()), options)
  if (!env.keylessFallback || env.plan === 'keyless') return { source: keyed, notice: () => null }
  // Keyless calls keep to the keyless limit as well as to the process's own.
  const limit = new CallBudget(callLimits('keyless', env.currencies.length))
  const takeBoth = (path: string) =>
    limit.nextSlot(kindOf(path), clock.now()) <= clock.now() &&
    budget.take(kindOf(path), clock.now()) &&
    limit.take(kindOf(path), clock.now())
  const keyless = sourceOf('keyless', takeBoth, options)
  const source = createKeylessFallback({
    keyed,
    keyless,
    clock,
    creditsLeft: () => credits.left(clock.now()),
  })
  return { source, notice: () => source.notice() }
}

function sourceOf(
  plan: Plan,
  mayAttempt: (path: string) => boolean,
  options: LiveSourceOptions,
): MarketSource {
  const { env, logger, clock, store, credits } = options
  return createCoinGeckoSource({
    baseUrl: env.baseUrl ?? PLAN_BASE_URLS[plan],
    allowPrivateAddress: env.baseUrl !== null,
    plan,
    apiKey: plan === 'keyless' ? null : env.apiKey,
    clock,
    random: Math.random,
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
    mayAttempt,
    onAttempt({ status }) {
      const at = clock.now()
      // What goes out without the key takes no credit of it.
      const taken = status === 200 && plan === env.plan ? 1 : 0
      credits.add(taken, at)
      store.recordCall({ at, month: creditMonth(at), credits: taken }).catch((error: unknown) => {
        logger.error({ err: error }, 'The database refused to count an upstream call')
      })
    },
    onDrift: (drift) => logger.debug({ drift }, 'CoinGecko answered in a slightly different form'),
  })
}

function kindOf(path: string): CallKind {
  return path === '/coins/markets' ? 'refresh' : 'background'
}
