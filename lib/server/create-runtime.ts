import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Audience } from '#lib/server/audience'
import { type Clock, systemClock } from '#lib/server/clock'
import type { Env } from '#lib/server/env'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import { CallBudget, callLimits } from '#lib/server/feed/call-budget'
import { Credits } from '#lib/server/feed/credits'
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
import { createSqlStore } from '#lib/server/store/sql-store'
import { openSqliteDatabase } from '#lib/server/store/sqlite-database'
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

async function openLive({ env, logger, clock, audience, stackFile, recorded, readOnly }: LiveOptions) {
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
  const { source, notice } = createLiveSource({ env, logger, clock, store, budget, credits })
  const { currencies, refreshMs, retentionDays, keylessFallback } = env
  const feed = new MarketFeed({
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
  await feed.start()
  return {
    feed,
    async close() {
      feed.stop()
      await store.close()
    },
  }
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
