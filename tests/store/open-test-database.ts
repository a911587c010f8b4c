import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { kyselyOnPostgres } from '#lib/server/store/postgres/postgres-dialect'
import { migratePostgres } from '#lib/server/store/postgres/postgres-engine'
import type { Database } from '#lib/server/store/schema'
import { openSqliteDatabase } from '#lib/server/store/sqlite/sqlite-database'

/** The database of a data folder or of a `postgres://` URL, with its schema brought forward. */
export async function openTestDatabase(place: string): Promise<Kysely<Database>> {
  if (place.startsWith('postgres://')) {
    await migratePostgres(place)
    return kyselyOnPostgres(place)
  }
  const { db } = await openSqliteDatabase({ file: join(place, 'strata.db'), mayMigrate: true })
  return db
}
