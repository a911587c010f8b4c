import { type Kysely, sql } from 'kysely'
import { migrate, pendingMigrations } from '#lib/server/store/migrations/migrate'
import { kyselyOnPostgres, POSTGRES_TRAITS } from '#lib/server/store/postgres/postgres-dialect'
import { explainPostgresFault } from '#lib/server/store/postgres/postgres-faults'
import type { PostgresHosts } from '#lib/server/store/postgres/postgres-hosts'
import type { Database } from '#lib/server/store/schema'
import { createSqlStore, type Fence } from '#lib/server/store/sql-store'
import { StorageFault } from '#lib/server/store/storage-fault'
import type { OpenedStore, StoreEngine } from '#lib/server/store/store-engine'

export interface PostgresEngineOptions {
  hosts: PostgresHosts
  /** Keeps instances that were not elected from writing; without one everybody may, as a one-off command. */
  fence?: Fence
}

/** The database of `DATABASE_URL`. Its upkeep, repair and backups are its operator's. */
export class PostgresEngine implements StoreEngine {
  private readonly hosts: PostgresHosts
  private readonly fence: Fence | undefined

  constructor({ hosts, fence }: PostgresEngineOptions) {
    this.hosts = hosts
    this.fence = fence
  }

  async open(): Promise<OpenedStore> {
    const db = await this.hosts.first(openMigrated)
    return openedStore(db, this.fence)
  }

  async openForReading(): Promise<OpenedStore> {
    return await this.open()
  }

  explain(error: unknown): StorageFault | null {
    return explainPostgresFault(error)
  }

  async repair(): Promise<string> {
    throw new StorageFault('damaged')
  }

  async makeRoom(): Promise<void> {}

  lastBackupAt(): number | null {
    return null
  }
}

/** Brings the schema of the database forward, however long that takes. @throws NewerSchemaError */
export async function migratePostgres(url: string): Promise<void> {
  if (await isMigrated(url)) return
  const db = kyselyOnPostgres(url, { statementMs: null })
  try {
    await migrate(db, POSTGRES_TRAITS)
  } finally {
    await db.destroy()
  }
}

async function isMigrated(url: string): Promise<boolean> {
  const db = kyselyOnPostgres(url)
  try {
    return (await pendingMigrations(db, POSTGRES_TRAITS)).length === 0
  } finally {
    await db.destroy()
  }
}

/** @throws StorageFault `readonly` for a replica, `locked` where the elected instance has yet to bring the schema forward */
async function openMigrated(url: string): Promise<Kysely<Database>> {
  const db = kyselyOnPostgres(url)
  try {
    const { rows } = await sql<{ readonly: boolean }>`
      select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as readonly`.execute(db)
    if (rows[0]?.readonly !== false) throw new StorageFault('readonly')
    const pending = await pendingMigrations(db, POSTGRES_TRAITS)
    if (pending.length > 0)
      throw new StorageFault('locked', new Error(`The schema lacks ${pending.join(', ')}`))
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function openedStore(db: Kysely<Database>, fence: Fence | undefined): OpenedStore {
  const store = createSqlStore(db, fence)
  return {
    store,
    laterFault: Promise.resolve(null),
    isInPlace: () => true,
    tend: async () => null,
    close: () => store.close(),
  }
}
