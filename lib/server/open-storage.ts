import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import type { Audience } from '#lib/server/audience'
import type { Clock } from '#lib/server/clock'
import type { Env } from '#lib/server/env'
import { Listeners } from '#lib/server/feed/listeners'
import { fetchedAtOf, readPublished, type SharedBoard, writePublished } from '#lib/server/feed/shared-board'
import type { Logger } from '#lib/server/logger'
import type { IngestLease } from '#lib/server/store/ingest-lease'
import { BoardExchange } from '#lib/server/store/postgres/board-exchange'
import { migratePostgres, PostgresEngine } from '#lib/server/store/postgres/postgres-engine'
import { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'
import { PostgresLease } from '#lib/server/store/postgres/postgres-lease'
import { ResilientStore } from '#lib/server/store/resilient-store'
import { refuseMistakenFolder } from '#lib/server/store/sqlite/data-folder'
import { SqliteEngine } from '#lib/server/store/sqlite/sqlite-engine'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'

/** Where live data is kept, and who may add to it. */
export interface Storage {
  name: 'sqlite' | 'postgres'
  store: ResilientStore
  lease: IngestLease
  /** `null` where processes share no database. */
  sharedBoard: SharedBoard | null
  close(): Promise<void>
}

export interface StorageOptions {
  env: Pick<Env, 'dataDir' | 'databaseUrl' | 'leaseMs'>
  /** For a one-off command, which wants no right to write and stands in nobody's way. */
  readOnly: boolean
  audience: Audience
  clock: Clock
  logger: Logger
}

/** @throws StartError for a data folder or a database that cannot be one; a database at fault does not stop it */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { databaseUrl } = options.env
  return databaseUrl === null ? await openSqlite(options) : await openPostgres(options, databaseUrl)
}

async function openSqlite({ env, readOnly, clock, logger }: StorageOptions): Promise<Storage> {
  const folder = resolve(env.dataDir)
  refuseMistakenFolder(folder)
  const lease = new SqliteLease(folder)
  await lease.take()
  const store = new ResilientStore({ engine: new SqliteEngine({ folder, lease, logger }), clock, logger })
  await store.start()
  // Beside a server that starts meanwhile, a one-off command must not stand in its way.
  if (readOnly) await lease.release()
  return { name: 'sqlite', store, lease, sharedBoard: null, close: () => closeBoth(store, lease) }
}

async function openPostgres(options: StorageOptions, url: string): Promise<Storage> {
  const { readOnly, clock, logger } = options
  const hosts = new PostgresHosts(url)
  const { lease, sharedBoard } = elected(options, hosts)
  // The schema has to be there before the store is opened, and the lock says who brings it forward.
  if (!readOnly) await lease.take()
  if (lease.refusal) throw lease.refusal
  const engine = new PostgresEngine({ hosts, ...(!readOnly && { fence: (trx) => lease.fence(trx) }) })
  const store = new ResilientStore({ engine, clock, logger, mayWrite: () => !readOnly && lease.mayIngest })
  await store.start()
  return { name: 'postgres', store, lease, sharedBoard, close: () => closeBoth(store, lease) }
}

function elected({ env, audience, clock, logger }: StorageOptions, hosts: PostgresHosts) {
  const news = new Listeners()
  const exchange = new BoardExchange({
    write: writePublished,
    read: readPublished,
    onNews: () => news.notify(),
    logger,
  })
  const lease = new PostgresLease({
    hosts,
    leaseMs: env.leaseMs,
    holder: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    clock,
    logger,
    random: Math.random,
    migrate: migratePostgres,
    readerSeenAt: () => audience.lastSeenAt,
    onReaderElsewhere(at) {
      if (audience.lastSeenAt === null || at > audience.lastSeenAt) audience.seen(at)
    },
    onSession: (session) => exchange.listen(session),
  })
  let isLeading = false
  // Whoever has just been elected shows what the one before published until it has read what that one stored.
  const isFollowing = () => !isLeading && (lease.state === 'held' || lease.isFedElsewhere())
  const sharedBoard: SharedBoard = {
    current: () => (isFollowing() ? exchange.board : null),
    reveal: (fetchedAt) => exchange.reveal((published) => fetchedAtOf(published) === fetchedAt),
    lead(now) {
      isLeading = now
    },
    publish(board, report) {
      if (!isLeading) return
      // Nothing recorded ever enters the database.
      const own = board.source === 'live' ? board : null
      exchange.publish({ board: own, reason: board.statusReason, report }, lease)
    },
    retry(again) {
      if (isLeading && lease.state === 'held') exchange.retry(lease, again)
    },
    refresh: () => exchange.fetch(lease),
    onNews: (listener) => void news.add(listener),
  }
  return { lease, sharedBoard }
}

async function closeBoth(store: ResilientStore, lease: IngestLease): Promise<void> {
  await store.close()
  await lease.release()
}
