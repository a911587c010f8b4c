import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { StartError } from '#lib/server/errors'
import { migrationNames, pendingMigrations } from '#lib/server/store/migrations/migrate'
import type { Database } from '#lib/server/store/schema'
import { refuseMistakenFolder } from '#lib/server/store/sqlite/data-folder'
import {
  DATABASE_FILE,
  openSqliteDatabase,
  refuseForeignTables,
} from '#lib/server/store/sqlite/sqlite-database'
import { SQLITE_TRAITS } from '#lib/server/store/sqlite/sqlite-dialect'
import { explainSqliteFault } from '#lib/server/store/sqlite/sqlite-faults'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'
import { refuseOldSchema } from '#lib/server/store/transfer/refuse-old-schema'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'

/** A command may wait for a lock longer than a server, which has readers. */
const BUSY_TIMEOUT_MS = 10_000

/** The embedded database of a data folder. */
export function sqliteTransfer(folder: string): TransferDatabase {
  const file = join(folder, DATABASE_FILE)
  const name = `the SQLite database ${file}`
  return {
    name,
    newest: migrationNames(SQLITE_TRAITS).at(-1) ?? '',
    async readMoment(read) {
      if (!existsSync(file))
        throw new StartError(
          `There is no database in ${folder}: set STRATA_DATA_DIR or DATABASE_URL to where the history is.`,
        )
      return await reading(file, async (db) => {
        await refuseOldSchema(await pendingMigrations(db, SQLITE_TRAITS), name)
        return await db.transaction().execute(read)
      })
    },
    async exclusively(work) {
      refuseMistakenFolder(folder)
      const lease = new SqliteLease(folder)
      try {
        refuseUnlessHeld(await lease.take(), folder)
        const { db } = await openSqliteDatabase({ file, mayMigrate: true })
        return await work({ db, fence: async () => {} }).finally(() => db.destroy())
      } finally {
        await lease.release()
      }
    },
    async pending() {
      if (!existsSync(file)) return migrationNames(SQLITE_TRAITS)
      return await reading(file, (db) => pendingMigrations(db, SQLITE_TRAITS))
    },
    explain: (error) => explainSqliteFault(error, folder),
  }
}

/** Kysely's own dialect: its transactions take no lock before they write, and these never do. */
async function reading<T>(file: string, read: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: connection }) })
  try {
    refuseForeignTables(connection)
    return await read(db)
  } finally {
    await db.destroy()
    // Kysely closes only what it has used.
    connection.close()
  }
}

function refuseUnlessHeld(state: SqliteLease['state'], folder: string): void {
  if (state === 'held') return
  throw new StartError(
    state === 'elsewhere'
      ? `A running Strata feeds the database in ${folder}: stop it first.`
      : `The data folder ${folder} cannot be written to: set STRATA_DATA_DIR to a folder that this process may write to.`,
  )
}
