import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration'
import { migrate, pendingMigrations } from '#lib/server/store/migrations/migrate'
import type { Database } from '#lib/server/store/schema'
import { ImmediateSqliteDialect, SQLITE_TRAITS } from '#lib/server/store/sqlite/sqlite-dialect'
import { StorageFault } from '#lib/server/store/storage-fault'

/** In its data folder. */
export const DATABASE_FILE = 'strata.db'
/** A wait for a lock stops the event loop, and every reader with it: a longer one is waited out beside it. */
const BUSY_TIMEOUT_MS = 50
const CHECKPOINT_PAGES = 1000
/** "STRA" in the file's header: whose file it is. */
const APPLICATION_ID = 0x53545241

export interface SqliteDatabase {
  db: Kysely<Database>
  connection: Sqlite.Database
}

export interface OpenSqliteOptions {
  file: string
  /** Whether the schema may be brought forward; otherwise it has to be the newest already. */
  mayMigrate: boolean
  /** Makes the connection; tests put faults in its way. */
  connect?: (file: string, options: Sqlite.Options) => Sqlite.Database
}

/**
 * Opens the database with the newest schema.
 * @throws StorageFault `foreign` or `damaged`, NewerSchemaError, SqliteError
 */
export async function openSqliteDatabase({
  file,
  mayMigrate,
  connect = (path, options) => new Sqlite(path, options),
}: OpenSqliteOptions): Promise<SqliteDatabase> {
  const connection = connect(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    refuseForeignTables(connection)
    prepare(connection)
    const db = kyselyOn(connection)
    if (mayMigrate) await migrate(db, SQLITE_TRAITS)
    await refuseUnfitSchema(db)
    return { db, connection }
  } catch (error) {
    closeQuietly(connection)
    throw error
  }
}

/** Kysely over a connection as it is. */
export function kyselyOn(connection: Sqlite.Database): Kysely<Database> {
  return new Kysely<Database>({ dialect: new ImmediateSqliteDialect(connection) })
}

/** @throws StorageFault `failing` where migrations are missing, `damaged` where tables differ from what they made. */
export async function refuseUnfitSchema(db: Kysely<Database>): Promise<void> {
  const pending = await pendingMigrations(db, SQLITE_TRAITS)
  if (pending.length > 0)
    throw new StorageFault('failing', new Error(`The schema lacks ${pending.join(', ')}`))
  const model = kyselyOn(new Sqlite(':memory:'))
  await migrate(model, SQLITE_TRAITS)
  const [found, expected] = [await columnNames(db), await columnNames(model)]
  await model.destroy()
  const missing = expected.find((column) => !found.includes(column))
  if (missing !== undefined) throw new StorageFault('damaged', new Error(`The schema has lost ${missing}`))
}

/** Whether the raw beginning of a database file bears our mark; `false` where it cannot be told. */
export function bearsOurMark(header: Buffer): boolean {
  return header.length >= 72 && header.readUInt32BE(68) === APPLICATION_ID
}

function prepare(connection: Sqlite.Database): void {
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = NORMAL')
  connection.pragma('foreign_keys = ON')
  connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  // SQLite opens a file it may not write to without complaint, lock included; only a write tells.
  connection.exec('begin immediate; pragma user_version = 0; rollback')
  if (connection.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    connection.pragma(`application_id = ${APPLICATION_ID}`)
}

/** @throws StorageFault `foreign` */
export function refuseForeignTables(connection: Sqlite.Database): void {
  if (connection.pragma('application_id', { simple: true }) === APPLICATION_ID) return
  const tables = connection
    .prepare<[], string>("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all()
  if (tables.length > 0 && !tables.includes(DEFAULT_MIGRATION_TABLE))
    throw new StorageFault('foreign', new Error(`It holds ${tables.join(', ')}`))
}

async function columnNames(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables()
  return tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`))
}

function closeQuietly(connection: Sqlite.Database): void {
  try {
    connection.close()
  } catch {
    // What made it unusable is already on its way to the caller.
  }
}
