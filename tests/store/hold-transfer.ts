import { type Kysely, sql } from 'kysely'
import { postgresClient } from '#lib/server/store/postgres/postgres-dialect'
import type { Database } from '#lib/server/store/schema'
import type { TransferSide } from './transfer-side.ts'

/** Keeps SQLite busy and gives nothing: longer than a test may take, but not for ever should nobody kill it. */
const MINUTES = sql.raw(
  'with recursive n(i) as (select 1 union all select 1 from n limit 1000000000) select i from n where i = 0',
)

/**
 * Makes every import wait in the middle of a transaction, before it stores the point: none ends before it is killed.
 * @returns what lets go of them
 */
export async function holdImport(
  { env }: TransferSide,
  db: Kysely<Database>,
  { id, time }: { id: string; time: number },
): Promise<() => Promise<unknown>> {
  if (env.DATABASE_URL === undefined) {
    await sql`create trigger held before insert on price_point when new.id = ${sql.lit(id)}
      begin select count(*) from (${MINUTES}); end`.execute(db)
    return () => sql`drop trigger held`.execute(db)
  }
  // Whoever stores a point of the same key has to wait until this one is stored or taken back.
  const session = postgresClient(env.DATABASE_URL)
  // A test that failed removes its database first.
  session.on('error', () => {})
  await session.connect()
  await session.query('begin')
  await session.query("insert into price_point values ('hourly', $1, $2, 1, null, null, 'upstream')", [
    id,
    time,
  ])
  return () => session.end()
}

/** Makes every export wait before its last table: none ends before it is killed. @returns what lets go of them */
export async function holdExport(db: Kysely<Database>): Promise<() => Promise<unknown>> {
  await sql`alter table history_fetch rename to held`.execute(db)
  await sql`create view history_fetch (id, kind, fetched_at, outcome) as
    select '', '', i, '' from (${MINUTES})`.execute(db)
  return async () => {
    await sql`drop view history_fetch`.execute(db)
    await sql`alter table held rename to history_fetch`.execute(db)
  }
}
