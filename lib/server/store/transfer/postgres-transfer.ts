import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { StartError } from '#lib/server/errors'
import { migrationNames, pendingMigrations } from '#lib/server/store/migrations/migrate'
import { beginTerm } from '#lib/server/store/postgres/lease-row'
import { postgresAddresses } from '#lib/server/store/postgres/postgres-address'
import { kyselyOnPostgres, POSTGRES_TRAITS } from '#lib/server/store/postgres/postgres-dialect'
import { migratePostgres } from '#lib/server/store/postgres/postgres-engine'
import { explainPostgresFault } from '#lib/server/store/postgres/postgres-faults'
import { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'
import { LOCK } from '#lib/server/store/postgres/postgres-lease'
import { openPostgresSession } from '#lib/server/store/postgres/postgres-session'
import type { Database } from '#lib/server/store/schema'
import type { Fence } from '#lib/server/store/sql-store'
import { StorageFault } from '#lib/server/store/storage-fault'
import { refuseOldSchema } from '#lib/server/store/transfer/refuse-old-schema'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'

/** The server needs a moment to notice that a process was killed: an import begun again at once must not be refused. */
const LOCK_TRIES = 5
const LOCK_PAUSE_MS = 300
/** The session that holds the lock has nothing to say meanwhile, and the server must not end it for that. */
const NEVER_MS = 0
const FED =
  'A running Strata feeds the database of DATABASE_URL: stop every instance on it first, and wait STRATA_LEASE_SECONDS if one was cut off.'

/** The database of `DATABASE_URL`. */
export function postgresTransfer(url: string): TransferDatabase {
  const hosts = new PostgresHosts(url)
  const name = `the PostgreSQL database ${hostsAndPath(url)}`
  const reading = async <T>(read: (db: Kysely<Database>) => Promise<T>): Promise<T> => {
    const db = await hosts.first(openForReading)
    return await read(db).finally(() => db.destroy())
  }
  return {
    name,
    newest: migrationNames(POSTGRES_TRAITS).at(-1) ?? '',
    readMoment: (read) =>
      reading(async (db) => {
        refuseOldSchema(await pendingMigrations(db, POSTGRES_TRAITS), name)
        return await db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute(read)
      }),
    async exclusively(work) {
      const { session, address } = await hosts.first(async (one) => ({
        session: await openPostgresSession(one, NEVER_MS),
        address: one,
      }))
      try {
        await takeLock(session)
        await migratePostgres(address)
        const fence = fenceOf(await beginTerm(session, `${hostname()}/${process.pid}/import`))
        const db = kyselyOnPostgres(address, { statementMs: null })
        return await work({ db, fence }).finally(() => db.destroy())
      } finally {
        await session.end().catch(() => {})
      }
    },
    pending: () => reading((db) => pendingMigrations(db, POSTGRES_TRAITS)),
    explain: explainPostgresFault,
  }
}

/** Any host that answers will do, a replica too. */
async function openForReading(address: string): Promise<Kysely<Database>> {
  const db = kyselyOnPostgres(address, { statementMs: null })
  try {
    await sql`select 1`.execute(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** @throws StartError while an instance holds it */
async function takeLock(session: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK])
    if (rows[0]?.mine === true) return
    if (attempt === LOCK_TRIES) throw new StartError(FED)
    await sleep(LOCK_PAUSE_MS)
  }
}

/** Of a term of its own: nothing an instance still wants to write comes in between, nor we after another. */
function fenceOf(term: number): Fence {
  return async (trx) => {
    const { rows: mine } = await sql`select 1 from ingest_lease where term = ${term} for share`.execute(trx)
    if (mine.length === 0) throw new StorageFault('deposed')
  }
}

function hostsAndPath(url: string): string {
  const addresses = postgresAddresses(url).map((one) => new URL(one))
  return addresses.map(({ host }) => host).join(',') + (addresses[0]?.pathname ?? '')
}
