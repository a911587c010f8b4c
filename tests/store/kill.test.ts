import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSqlStore } from '#lib/server/store/sql-store'
import { isFullRun } from '../helpers/full-run.ts'
import { killWriter } from './kill-run.ts'
import { openTestDatabase } from './open-test-database.ts'
import { sampleBatch } from './sample-batch.ts'

const KILLS = isFullRun ? 100 : 15

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-kill-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe('a process killed while writing', () => {
  test(`S1: loses nothing acknowledged and leaves no torn batch, ${KILLS} times over`, async () => {
    let newest = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const acknowledged = await killWriter(folder, { count: 1 + ((kill * 7) % 5), turns: (kill % 10) * 300 })
      // At most one more than acknowledged: the batch that was stored when the kill came before its line.
      const first = acknowledged[0] ?? 0
      expect([newest + 1, newest + 2]).toContain(first)
      expect(acknowledged).toEqual(acknowledged.map((_, index) => first + index))
      newest = acknowledged.at(-1) ?? 0
      await expectWholeBatches(newest)
    }
  }, 240_000)
})

async function expectWholeBatches(acknowledged: number): Promise<void> {
  const db = await openTestDatabase(folder)
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  expect(rows).toEqual([{ integrity_check: 'ok' }])
  const stored = (await db.selectFrom('batch').select('sequence').orderBy('sequence').execute()).map(
    (row) => row.sequence,
  )
  const last = stored.at(-1) ?? 0
  expect([acknowledged, acknowledged + 1]).toContain(last)
  expect(stored).toEqual(stored.map((_, index) => index + 1))
  const points = await db
    .selectFrom('price_point')
    .select(['time', 'kind', (eb) => eb.fn.countAll<number>().as('count')])
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
  await db.destroy()
}
