import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { SqlTraits } from '#lib/server/store/sql-traits'

/** The tables of version 1. Times are ms UTC throughout. */
export function initialSchema(traits: SqlTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createBatches(db, traits)
      await createHistory(db, traits)
      await createCalls(db, traits)
    },
  }
}

async function createBatches(db: Kysely<unknown>, { bytes, text }: SqlTraits): Promise<void> {
  await db.schema
    .createTable('batch')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('currency', text, (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('as_of', 'bigint', (column) => column.notNull())
    .addColumn('body', bytes, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('batch_fetched_at').on('batch').column('fetched_at').execute()
  await db.schema
    .createTable('latest_batch')
    .addColumn('currency', text, (column) => column.notNull().primaryKey())
    .addColumn('sequence', 'integer', (column) => column.notNull().unique())
    .addColumn('first_fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('as_of', 'bigint', (column) => column.notNull())
    .addColumn('body', bytes, (column) => column.notNull())
    .execute()
}

async function createHistory(db: Kysely<unknown>, { clustered, text }: SqlTraits): Promise<void> {
  const pricePoint = db.schema
    .createTable('price_point')
    .addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('daily', 'hourly')`))
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('time', 'bigint', (column) => column.notNull())
    .addColumn('price', 'double precision', (column) => column.notNull().check(sql`price > 0`))
    .addColumn('market_cap', 'double precision')
    .addColumn('volume', 'double precision')
    .addColumn('source', 'text', (column) => column.notNull().check(sql`source in ('upstream', 'tick')`))
    .addPrimaryKeyConstraint('price_point_key', ['kind', 'id', 'time'])
  await (clustered === null ? pricePoint : pricePoint.modifyEnd(clustered)).execute()
  await db.schema
    .createTable('history_fetch')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull().check(sql`kind in ('daily', 'hourly')`))
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull().check(sql`outcome in ('ok', 'gone')`))
    .addPrimaryKeyConstraint('history_fetch_key', ['id', 'kind'])
    .execute()
}

async function createCalls(db: Kysely<unknown>, { text }: SqlTraits): Promise<void> {
  await db.schema
    .createTable('upstream_call')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('month', text, (column) => column.notNull())
    .addColumn('credits', 'integer', (column) => column.notNull().check(sql`credits >= 0`))
    .execute()
  await db.schema.createIndex('upstream_call_at').on('upstream_call').column('at').execute()
  await db.schema
    .createTable('credit_month')
    .addColumn('month', text, (column) => column.primaryKey().notNull().check(sql`length(month) = 7`))
    .addColumn('used', 'integer', (column) => column.notNull())
    .execute()
}
