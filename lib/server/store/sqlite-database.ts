import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { StartError } from '#lib/server/errors'
import { migrate, NewerSchemaError } from '#lib/server/store/migrations/migrate'
import type { Database } from '#lib/server/store/schema'
import { ImmediateSqliteDialect, SQLITE_TRAITS } from '#lib/server/store/sqlite-dialect'

const FILE_NAME = 'strata.db'
const BUSY_TIMEOUT_MS = 5000
const CHECKPOINT_PAGES = 1000
const START_EMPTY = 'move the file away to begin with an empty one, or set STRATA_DATA_DIR to another folder'

/**
 * Opens `strata.db` in `folder` (made when absent) with the newest schema. Rejects with a `StartError` whose
 * sentence names the path and how to mend it.
 */
export async function openSqliteDatabase(folder: string): Promise<Kysely<Database>> {
  const path = resolve(folder)
  await makeFolder(path)
  const file = join(path, FILE_NAME)
  try {
    return await openMigrated(file)
  } catch (error) {
    throw explain(error, file)
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (cause) {
    const reason =
      errorCode(cause) === 'EEXIST' ? 'is not a folder' : `cannot be created (${errorCode(cause)})`
    throw new StartError(
      `The data folder ${folder} ${reason}: set STRATA_DATA_DIR to a folder that this process may write to.`,
      { cause },
    )
  }
}

async function openMigrated(file: string): Promise<Kysely<Database>> {
  const connection = connect(file)
  try {
    const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(connection) })
    await migrate(db, SQLITE_TRAITS)
    return db
  } catch (error) {
    connection.close()
    throw error
  }
}

function connect(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = NORMAL')
    connection.pragma('foreign_keys = ON')
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    // SQLite opens a file it may not write to without complaint, lock included; only a write tells.
    connection.exec('begin immediate; pragma user_version = 0; rollback')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Faults that the person who starts the process can mend become a `StartError`; others pass unchanged. */
function explain(error: unknown, file: string): unknown {
  if (error instanceof NewerSchemaError) {
    return new StartError(
      `The database ${file} was written by a newer version (migration ${error.migration}): start that version, or set STRATA_DATA_DIR to another folder.`,
      { cause: error },
    )
  }
  if (!(error instanceof Sqlite.SqliteError)) return error
  const { complaint, remedy } = diagnose(error.code)
  return new StartError(`The database ${file} ${complaint} (${error.message}): ${remedy}.`, { cause: error })
}

function diagnose(code: string): { complaint: string; remedy: string } {
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return { complaint: 'cannot be read as a database', remedy: START_EMPTY }
  }
  if (code === 'SQLITE_ERROR') return { complaint: 'holds unexpected tables', remedy: START_EMPTY }
  if (code.startsWith('SQLITE_BUSY')) {
    return {
      complaint: 'is locked by another process',
      remedy: 'stop that process, or set STRATA_DATA_DIR to another folder',
    }
  }
  return {
    complaint: 'cannot be opened for writing',
    remedy:
      'let this process write to it, to its -wal and -shm files and to their folder, or set STRATA_DATA_DIR to another',
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
