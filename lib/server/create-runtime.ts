import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Audience } from '#lib/server/audience'
import { type Clock, systemClock } from '#lib/server/clock'
import type { Env } from '#lib/server/env'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import type { EndedCall } from '#lib/server/feed/call-log'
import { LeasedFeed } from '#lib/server/feed/leased-feed'
import { RecordedFeed } from '#lib/server/feed/recorded-feed'
import { Timers } from '#lib/server/feed/timers'
import { feedMaker } from '#lib/server/feed-maker'
import type { Logger } from '#lib/server/logger'
import { openStorage } from '#lib/server/open-storage'
import { readUnitChanges } from '#lib/server/price-events-file'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { type Runtime, setRuntime } from '#lib/server/runtime'
import { openStackFile, type StackFile } from '#lib/server/stack-file'
import { SteadyClock } from '#lib/server/steady-clock'
import { withoutWrites } from '#lib/server/store/without-writes'
import { openRecordedSource } from '#lib/server/upstream/recorded-source'

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
  /** Hears of every HTTP attempt to the upstream that ended, retries singly; for metrics. */
  onCall?: (call: EndedCall) => void
}

/**
 * Builds everything that exists once per process and starts to feed it.
 * @throws StartError for a bad mapping or a data folder that cannot be one; a database at fault does not stop it
 */
export async function createRuntime({
  env,
  logger,
  clock: machineClock = systemClock,
  readOnly = false,
  onCall,
}: RuntimeOptions): Promise<OpenRuntime> {
  const clock = new SteadyClock(machineClock)
  const stackFile = openStackFile({ path: resolveFile(env.stackFile), clock })
  const recorded = await RecordedFeed.open(
    await openRecordedSource({ dir: RECORDED_DIR }),
    stackFile.current().stack,
  )
  const audience = new Audience()
  const live =
    env.source === 'live'
      ? await openLive({ env, logger, clock, audience, stackFile, recorded, readOnly, onCall })
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
    storageEngine: live?.storage.name ?? 'none',
    sharedBoard: live?.storage.sharedBoard ?? null,
    lease: live?.storage.lease ?? null,
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
  clock: SteadyClock
  audience: Audience
  stackFile: StackFile
  recorded: BoardFeed
  readOnly: boolean
  onCall: RuntimeOptions['onCall']
}

async function openLive(options: LiveOptions) {
  const { logger, clock, recorded, readOnly } = options
  const unitChanges = readUnitChanges(EVENTS_FILE)
  const storage = await openStorage(options)
  const feed = await openFeed()
  async function openFeed() {
    const { store, lease, sharedBoard } = storage
    if (!readOnly) {
      const makeFeed = feedMaker({ ...options, unitChanges, store, mayCall: () => lease.isSure() })
      return await LeasedFeed.open({ lease, store, sharedBoard, recorded, clock, logger, makeFeed })
    }
    const read = await feedMaker({ ...options, unitChanges, store: withoutWrites(store) })(true)
    await read.start()
    return read
  }
  return {
    feed,
    storage,
    async close() {
      feed.stop()
      await storage.close()
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
