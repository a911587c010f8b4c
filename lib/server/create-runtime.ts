import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Clock, systemClock } from '#lib/server/clock'
import type { Env } from '#lib/server/env'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import { CallBudget, type CallKind, callLimits } from '#lib/server/feed/call-budget'
import { Credits } from '#lib/server/feed/credits'
import { MarketFeed } from '#lib/server/feed/market-feed'
import { creditMonth } from '#lib/server/feed/pacer'
import { RecordedFeed } from '#lib/server/feed/recorded-feed'
import type { Logger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { type Runtime, setRuntime } from '#lib/server/runtime'
import { openStackFile, type StackFile } from '#lib/server/stack-file'
import type { MarketStore } from '#lib/server/store/market-store'
import { createSqlStore } from '#lib/server/store/sql-store'
import { openSqliteDatabase } from '#lib/server/store/sqlite-database'
import { withoutWrites } from '#lib/server/store/without-writes'
import { createCoinGeckoSource } from '#lib/server/upstream/client'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { PLAN_BASE_URLS } from '#lib/server/upstream/plan'
import { openRecordedSource } from '#lib/server/upstream/recorded-source'

const MINUTE_MS = 60_000
const RECORDED_DIR = join(PROJECT_ROOT, 'data', 'recorded')

export interface OpenRuntime {
  runtime: Runtime
  /** Stops the feed and closes the store. */
  close(): Promise<void>
}

export interface RuntimeOptions {
  env: Env
  logger: Logger
  clock?: Clock
  /** For a one-off command: the store is read but not written. */
  readOnly?: boolean
}

/**
 * Builds everything that exists once per process and starts to feed it.
 * @throws StartError for a bad mapping or a data folder that cannot be used
 */
export async function createRuntime({
  env,
  logger,
  clock = systemClock,
  readOnly = false,
}: RuntimeOptions): Promise<OpenRuntime> {
  const stackFile = openStackFile({ path: resolveFile(env.stackFile), clock })
  const recorded = await RecordedFeed.open(
    await openRecordedSource({ dir: RECORDED_DIR }),
    stackFile.current().stack,
  )
  const live =
    env.source === 'live' ? await openLive({ env, logger, clock, stackFile, recorded, readOnly }) : null
  const feed: BoardFeed = live?.feed ?? recorded
  const runtime = setRuntime({
    feed,
    stackFile,
    clock,
    plan: env.plan,
    build: { version: readVersion(), node: process.version, startedAt: new Date(clock.now()).toISOString() },
    storageEngine: live ? 'sqlite' : 'none',
    draining: false,
  })
  return { runtime, close: async () => live?.close() }
}

interface LiveOptions {
  env: Env
  logger: Logger
  clock: Clock
  stackFile: StackFile
  recorded: BoardFeed
  readOnly: boolean
}

async function openLive({ env, logger, clock, stackFile, recorded, readOnly }: LiveOptions) {
  const database = createSqlStore(await openSqliteDatabase(resolve(env.dataDir)))
  const store = readOnly ? withoutWrites(database) : database
  const now = clock.now()
  const budget = new CallBudget(
    callLimits(env.plan, env.currencies.length),
    await store.loadCallsSince(now - MINUTE_MS),
  )
  const credits = new Credits(
    env.monthlyCredits,
    creditMonth(now),
    await store.loadCreditsUsed(creditMonth(now)),
  )
  const source = liveSource({ env, logger, clock, store, budget, credits })
  const { currencies, refreshMs, retentionDays } = env
  const feed = new MarketFeed({
    currencies,
    refreshMs,
    retentionDays,
    source,
    store,
    recorded,
    stackFile,
    budget,
    credits,
    clock,
    logger,
  })
  await feed.start()
  return {
    feed,
    async close() {
      feed.stop()
      await store.close()
    },
  }
}

interface SourceOptions {
  env: Env
  logger: Logger
  clock: Clock
  store: MarketStore
  budget: CallBudget
  credits: Credits
}

function liveSource({ env, logger, clock, store, budget, credits }: SourceOptions): MarketSource {
  return createCoinGeckoSource({
    baseUrl: env.baseUrl ?? PLAN_BASE_URLS[env.plan],
    allowPrivateAddress: env.baseUrl !== null,
    plan: env.plan,
    apiKey: env.apiKey,
    clock,
    random: Math.random,
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
    mayAttempt: (path) => budget.take(kindOf(path), clock.now()),
    onAttempt({ status }) {
      const at = clock.now()
      const taken = status === 200 ? 1 : 0
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

/** A path from the environment counts from where the process was started; the default lies in the project. */
function resolveFile(path: string): string {
  return path === 'data/stack.json' ? join(PROJECT_ROOT, path) : resolve(path)
}

function readVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'),
  )
  return version
}
