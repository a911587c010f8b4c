import { type Kysely, sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { Database } from '#lib/server/store/schema'
import { createSqlStore } from '#lib/server/store/sql-store'
import { isFullRun } from '../helpers/full-run.ts'
import { ENGINES } from './engines.ts'
import { killWriter } from './kill-run.ts'
import { openTestDatabase } from './open-test-database.ts'
import { sampleBatch } from './sample-batch.ts'

const KILLS = isFullRun ? 100 : 15

describe.each(ENGINES)('a process killed while writing on $name', ({ name, place: empty, end }) => {
  afterAll(end)

  test(`S1: loses nothing acknowledged and leaves no torn batch, ${KILLS} times over`, async () => {
    const { place, remove } = await empty()
    let newest = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const acknowledged = await killWriter(place, { count: 1 + ((kill * 7) % 5), turns: (kill % 10) * 300 })
      // At most one more than acknowledged: the batch that was stored when the kill came before its line.
      const first = acknowledged[0] ?? 0
      expect([newest + 1, newest + 2]).toContain(first)
      expect(acknowledged).toEqual(acknowledged.map((_, index) => first + index))
      newest = acknowledged.at(-1) ?? 0
      const db = await openTestDatabase(place)
      if (name === 'PostgreSQL') await sessionsEnded(db)
      else await fileIsWhole(db)
      await expectWholeBatches(db, newest)
      await db.destroy()
    }
    await remove()
  }, 240_000)
})

/** The server may still be at the last statement of a process that is gone. */
async function sessionsEnded(db: Kysely<Database>): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql<{ others: number }>`
        select count(*)::int as others from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(db)
      return rows[0]?.others
    })
    .toBe(0)
}

async function fileIsWhole(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  expect(rows).toEqual([{ integrity_check: 'ok' }])
}

async function expectWholeBatches(db: Kysely<Database>, acknowledged: number): Promise<void> {
  const stored = (await db.selectFrom('batch').select('sequence').orderBy('sequence').execute()).map(
    (row) => row.sequence,
  )
  const last = stored.at(-1) ?? 0
  expect([acknowledged, acknowledged + 1]).toContain(last)
  expect(stored).toEqual(stored.map((_, index) => index + 1))
  const points = await db
    .selectFrom('price_point')
    .select(['time', 'kind', (eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .groupBy(['time', 'kind'])
    .orderBy('time')
    .orderBy('kind')
    .execute()
  expect(points).toEqual(
    stored.flatMap((time) => [
      { time, kind: 'daily', count: 300 },
      { time, kind: 'hourly', count: 300 },
    ]),
  )
  expect(await createSqlStore(db).loadLatestBatches()).toEqual([sampleBatch(last)])
}
