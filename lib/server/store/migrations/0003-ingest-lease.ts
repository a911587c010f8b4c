import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { SqlTraits } from '#lib/server/store/sql-traits'

/** For instances that share a database: who feeds it, and the board as that one computed it. One row each. */
export function ingestLease({ bytes, text }: SqlTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('ingest_lease')
        .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
        .addColumn('term', 'bigint', (column) => column.notNull())
        .addColumn('holder', text, (column) => column.notNull())
        .addColumn('renewed_at', 'bigint', (column) => column.notNull())
        .addColumn('audience_at', 'bigint', (column) => column.notNull())
        .execute()
      await sql`insert into ingest_lease (id, term, holder, renewed_at, audience_at) values (1, 0, '', 0, 0)`.execute(
        db,
      )
      await db.schema
        .createTable('published_board')
        .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
        .addColumn('version', 'bigint', (column) => column.notNull())
        .addColumn('term', 'bigint', (column) => column.notNull())
        .addColumn('body', bytes, (column) => column.notNull())
        .execute()
    },
  }
}
