import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Database } from '#lib/server/store/schema'
import { openSqliteDatabase } from '#lib/server/store/sqlite/sqlite-database'

/** The database of a data folder, with its schema brought forward. */
export async function openTestDatabase(folder: string): Promise<Kysely<Database>> {
  const { db } = await openSqliteDatabase({ file: join(folder, 'strata.db'), mayMigrate: true })
  return db
}
