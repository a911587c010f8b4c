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
const MIGRATIONS = [
  { name: '0001-initial-schema', make: initialSchema, isForAll: true },
  { name: '0002-feed-state', make: feedState, isForAll: true },
  { name: '0003-ingest-lease', make: ingestLease, isForAll: false },
] as const

function migrationsFor(traits: SqlTraits): Record<string, Migration> {
  return Object.fromEntries(migrationsOf(traits).map(({ name, make }) => [name, make(traits)]))
}

function migrationsOf({ isShared }: Pick<SqlTraits, 'isShared'>) {
  return MIGRATIONS.filter(({ isForAll }) => isShared || isForAll)
}

/** Names of all migrations of an engine, the newest last; those of one that is not shared are those of every engine. */
export function migrationNames(engine: Pick<SqlTraits, 'isShared'>): string[] {
  return migrationsOf(engine).map(({ name }) => name)
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
  const known = migrationNames(traits)
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
