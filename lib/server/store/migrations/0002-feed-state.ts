import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { SqlTraits } from '#lib/server/store/sql-traits'

/** Small facts of the feed that outlive a restart, such as until when no call may leave. */
export function feedState({ text }: SqlTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('feed_state')
        .addColumn('key', text, (column) => column.primaryKey().notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute()
    },
  }
}
