import type { Kysely } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration'
import { initialSchema } from '#lib/server/store/migrations/0001-initial-schema'
import { feedState } from '#lib/server/store/migrations/0002-feed-state'
import { ingestLease } from '#lib/server/store/migrations/0003-ingest-lease'
import type { Database } from '#lib/server/store/schema'
import type { SqlTraits } from '#lib/server/store/sql-traits'

/** The database holds a migration that this build does not know. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
  readonly migration: string

  constructor(migration: string) {
    super(`The database holds the unknown migration ${migration}.`)
    this.migration = migration
  }
}

/** Names sort in the order in which the migrations run; a released one never changes. */
function migrationsFor(traits: SqlTraits): Record<string, Migration> {
  return {
    '0001-initial-schema': initialSchema(traits),
    '0002-feed-state': feedState(traits),
    ...(traits.isShared && { '0003-ingest-lease': ingestLease(traits) }),
  }
}

/** Brings the schema to the newest migration, all of it or nothing; touches nothing when it is newer already. */
export async function migrate(db: Kysely<Database>, traits: SqlTraits): Promise<void> {
  const migrations = migrationsFor(traits)
  await pendingMigrations(db, traits)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

/** Names of the migrations the schema still lacks. @throws NewerSchemaError */
export async function pendingMigrations(db: Kysely<Database>, traits: SqlTraits): Promise<string[]> {
  const known = Object.keys(migrationsFor(traits))
  const applied = await appliedMigrations(db)
  const unknown = applied.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new NewerSchemaError(unknown)
  return known.filter((name) => !applied.includes(name))
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return []
  const applied = await db
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .orderBy('name')
    .execute()
  return applied.map((row) => row.name)
}
