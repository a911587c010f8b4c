import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Audience } from '#lib/server/audience'
import { type Clock, systemClock } from '#lib/server/clock'
import type { Env } from '#lib/server/env'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import { CallBudget, callLimits } from '#lib/server/feed/call-budget'
import { Credits } from '#lib/server/feed/credits'
import { LeasedFeed } from '#lib/server/feed/leased-feed'
import { MarketFeed } from '#lib/server/feed/market-feed'
import { creditMonth } from '#lib/server/feed/pacer'
import { RecordedFeed } from '#lib/server/feed/recorded-feed'
import { Timers } from '#lib/server/feed/timers'
import { createLiveSource } from '#lib/server/live-source'
import type { Logger } from '#lib/server/logger'
import { readUnitChanges } from '#lib/server/price-events-file'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { type Runtime, setRuntime } from '#lib/server/runtime'
import { openStackFile, type StackFile } from '#lib/server/stack-file'
import type { MarketStore } from '#lib/server/store/market-store'
import { ResilientStore } from '#lib/server/store/resilient-store'
import { refuseMistakenFolder } from '#lib/server/store/sqlite/data-folder'
import { SqliteEngine } from '#lib/server/store/sqlite/sqlite-engine'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'
import { withoutWrites } from '#lib/server/store/without-writes'
import { openRecordedSource } from '#lib/server/upstream/recorded-source'

const MINUTE_MS = 60_000
const STACK_CHECK_MS = 5000
const EVENTS_FILE = join(PROJECT_ROOT, 'data', 'events.json')
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
 * @throws StartError for a bad mapping or a data folder that cannot be one; a database at fault does not stop it
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
  const audience = new Audience()
  const live =
    env.source === 'live'
      ? await openLive({ env, logger, clock, audience, stackFile, recorded, readOnly })
      : null
  const feed: BoardFeed = live?.feed ?? recorded
  const runtime = setRuntime({
    feed,
    stackFile,
    clock,
    audience,
    plan: env.plan,
    build: { version: readVersion(), node: process.version, startedAt: new Date(clock.now()).toISOString() },
    publicUrl: env.publicUrl.replace(/\/+$/, ''),
    projectRoot: PROJECT_ROOT,
    storageEngine: live ? 'sqlite' : 'none',
    draining: false,
  })
  const timers = new Timers(clock)
  watchStack(stackFile, timers, clock)
  return {
    runtime,
    async close() {
      timers.end()
      await live?.close()
    },
  }
}

/** Looks at the mapping every few seconds: an edit comes into force, a bad one is reported, without a restart. */
function watchStack(stackFile: StackFile, timers: Timers, clock: Clock): void {
  timers.at(clock.now() + STACK_CHECK_MS, () => {
    stackFile.refresh()
    watchStack(stackFile, timers, clock)
  })
}

interface LiveOptions {
  env: Env
  logger: Logger
  clock: Clock
  audience: Audience
  stackFile: StackFile
  recorded: BoardFeed
  readOnly: boolean
}

async function openLive(options: LiveOptions) {
  const { env, logger, clock, recorded, readOnly } = options
  const folder = resolve(env.dataDir)
  refuseMistakenFolder(folder)
  const lease = new SqliteLease(folder)
  lease.take()
  const store = new ResilientStore({ engine: new SqliteEngine({ folder, lease, logger }), clock, logger })
  await store.start()
  const closeStore = async () => {
    await store.close()
    lease.release()
  }
  if (readOnly) {
    // Beside a server that starts meanwhile, a one-off command must not stand in its way.
    lease.release()
    const feed = await makeFeed(options, withoutWrites(store))
    await feed.start()
    return { feed, close: () => closeAll(feed, closeStore) }
  }
  const feed = await LeasedFeed.open({
    lease,
    store,
    recorded,
    clock,
    logger,
    makeFeed: () => makeFeed(options, store),
  })
  return { feed, close: () => closeAll(feed, closeStore) }
}

async function closeAll(feed: { stop(): void }, closeStore: () => Promise<void>): Promise<void> {
  feed.stop()
  await closeStore()
}

/** A feed whose budget and credits are those of the store at this moment. */
async function makeFeed(options: LiveOptions, store: MarketStore): Promise<MarketFeed> {
  const { env, logger, clock, audience, stackFile, recorded } = options
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
  const { source, notice } = createLiveSource({ env, logger, clock, store, budget, credits })
  const { currencies, refreshMs, retentionDays, keylessFallback } = env
  return new MarketFeed({
    currencies,
    refreshMs,
    retentionDays,
    keylessFallback,
    source,
    notice,
    store,
    recorded,
    stackFile,
    audience,
    unitChanges: readUnitChanges(EVENTS_FILE),
    budget,
    credits,
    clock,
    logger,
  })
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
