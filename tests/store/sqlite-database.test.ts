import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StartError } from '#lib/server/errors'
import { createSqlStore } from '#lib/server/store/sql-store'
import { openSqliteDatabase } from '#lib/server/store/sqlite-database'
import { killWriter } from './kill-run.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-sqlite-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** The one sentence with which opening fails. */
async function refusal(path: string): Promise<string> {
  const error = await openSqliteDatabase(path).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartError)
  return error instanceof Error ? error.message : ''
}

describe('opening the database', () => {
  test('makes the folder, also a nested one, and opens again what is there', async () => {
    const nested = join(folder, 'a', 'b')
    const first = createSqlStore(await openSqliteDatabase(nested))
    await first.saveBatch(sampleBatch(1), NO_TICKS)
    await first.close()
    const second = createSqlStore(await openSqliteDatabase(nested))
    expect(await second.loadLatestBatches()).toEqual([sampleBatch(1)])
    await second.close()
  })

  test.each([
    ['journal_mode', 'wal'],
    ['synchronous', 1],
    ['busy_timeout', 5000],
    ['foreign_keys', 1],
    ['wal_autocheckpoint', 1000],
  ])('sets %s to %s', async (pragma, value) => {
    const db = await openSqliteDatabase(folder)
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(pragma)}`.execute(db)
    await db.destroy()
    expect(Object.values(rows[0] ?? {})).toEqual([value])
  })

  test('a folder path that is a file is refused in a sentence naming path and variable', async () => {
    const path = join(folder, 'file')
    await writeFile(path, 'x')
    expect(await refusal(path)).toBe(
      `The data folder ${path} is not a folder: set STRATA_DATA_DIR to a folder that this process may write to.`,
    )
  })

  test('a folder that cannot be made is refused in a sentence naming path and variable', async () => {
    await writeFile(join(folder, 'file'), 'x')
    const path = join(folder, 'file', 'data')
    expect(await refusal(path)).toBe(
      `The data folder ${path} cannot be created (ENOTDIR): set STRATA_DATA_DIR to a folder that this process may write to.`,
    )
  })

  test('a folder in which no database can be made is refused in a sentence naming path and variable', async () => {
    await mkdir(join(folder, 'strata.db'))
    expect(await refusal(folder)).toMatch(
      /^The database \S+strata\.db cannot be opened for writing .*STRATA_DATA_DIR/,
    )
  })

  // File modes do not bind root.
  test.skipIf(process.getuid?.() === 0)('a database file that may not be written to is refused', async () => {
    await openSqliteDatabase(folder).then((db) => db.destroy())
    await chmod(join(folder, 'strata.db'), 0o444)
    expect(await refusal(folder)).toMatch(
      /^The database \S+strata\.db cannot be opened for writing .*STRATA_DATA_DIR/,
    )
  })

  test.each([
    ['garbage', Buffer.from('not a database, only a text '.repeat(400))],
    ['a damaged schema page', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080, 0x5a)])],
  ])('%s in the place of the database is refused and left as it is', async (_, bytes) => {
    const file = join(folder, 'strata.db')
    await writeFile(file, bytes)
    expect(await refusal(folder)).toMatch(
      /^The database \S+strata\.db cannot be read as a database .*STRATA_DATA_DIR/,
    )
    expect(await readFile(file)).toEqual(bytes)
  })

  test('a database of another program is refused with its tables left as they are', async () => {
    const other = new Sqlite(join(folder, 'strata.db'))
    other.exec('create table credit_month (answer); insert into credit_month values (42)')
    other.close()
    expect(await refusal(folder)).toMatch(/strata\.db holds unexpected tables .*STRATA_DATA_DIR/)
    const again = new Sqlite(join(folder, 'strata.db'))
    expect(again.prepare('select * from credit_month').all()).toEqual([{ answer: 42 }])
    expect(again.prepare("select name from sqlite_schema where name = 'batch'").all()).toEqual([])
    again.close()
  })

  test('a database with a newer schema is refused and not written to', async () => {
    await openSqliteDatabase(folder).then((db) => db.destroy())
    const newer = new Sqlite(join(folder, 'strata.db'))
    newer.exec("insert into kysely_migration values ('0999-from-the-future', '2030-01-01T00:00:00.000Z')")
    newer.close()
    const before = await readFile(join(folder, 'strata.db'))
    expect(await refusal(folder)).toMatch(
      /^The database \S+strata\.db was written by a newer version \(migration 0999-from-the-future\): .*STRATA_DATA_DIR/,
    )
    expect(await readFile(join(folder, 'strata.db'))).toEqual(before)
  })
})

describe('two processes on one file', () => {
  test('a transaction holds the write lock from its first statement on', async () => {
    const db = await openSqliteDatabase(folder)
    const other = new Sqlite(join(folder, 'strata.db'), { timeout: 0 })
    await db.transaction().execute(async () => {
      expect(() => other.exec('begin immediate')).toThrow(/locked/)
    })
    other.exec('begin immediate; rollback')
    other.close()
    await db.destroy()
  })
})

describe('a full disk', () => {
  test('that ends the transaction by itself is reported by its own error and leaves the store usable', async () => {
    const db = await openSqliteDatabase(folder)
    const store = createSqlStore(db)
    await sql`create trigger full_disk before insert on price_point
      begin select raise(rollback, 'the disk is full'); end`.execute(db)
    const ticks = { daily: [{ id: 'sonm', time: 1, price: 1, marketCap: null, volume: null }], hourly: [] }
    await expect(store.saveBatch(sampleBatch(1), ticks)).rejects.toThrow('the disk is full')
    await store.saveBatch(sampleBatch(2), NO_TICKS)
    expect(await db.selectFrom('batch').select('sequence').execute()).toEqual([{ sequence: 2 }])
    await store.close()
  })

  test('refuses the batch with its own error, keeps what was there and recovers once there is room', async () => {
    const db = await openSqliteDatabase(folder)
    const store = createSqlStore(db)
    await store.saveBatch(sampleBatch(1), NO_TICKS)
    await sql`pragma max_page_count = 1`.execute(db)
    const points = Array.from({ length: 2000 }, (_, index) => ({
      id: 'bittensor',
      time: index,
      price: 1,
      marketCap: 1 / 3,
      volume: 1 / 7,
    }))
    const ticks = { daily: points, hourly: points }
    await expect(store.saveBatch(sampleBatch(2), ticks)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    expect(await store.loadLatestBatches()).toEqual([sampleBatch(1)])
    expect(await store.loadHistory('daily', 0)).toEqual(new Map())
    await sql`pragma max_page_count = 1000000`.execute(db)
    await store.saveBatch(sampleBatch(2), ticks)
    expect(await store.loadLatestBatches()).toEqual([sampleBatch(2)])
    await store.close()
  })
})

describe('a process killed while writing', () => {
  test('loses nothing acknowledged and leaves no torn batch, 20 times over', async () => {
    let newest = 0
    for (let kill = 1; kill <= 20; kill += 1) {
      const acknowledged = await killWriter(folder, { count: 1 + ((kill * 7) % 5), turns: (kill % 10) * 300 })
      // At most one more than acknowledged: the batch that was stored when the kill came before its line.
      const first = acknowledged[0] ?? 0
      expect([newest + 1, newest + 2]).toContain(first)
      expect(acknowledged).toEqual(acknowledged.map((_, index) => first + index))
      newest = acknowledged.at(-1) ?? 0
      await expectWholeBatches(newest)
    }
  }, 60_000)
})

async function expectWholeBatches(acknowledged: number): Promise<void> {
  const db = await openSqliteDatabase(folder)
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
