import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSqlStore } from '#lib/server/store/sql-store'
import { openSqliteDatabase } from '#lib/server/store/sqlite/sqlite-database'
import { explainSqliteFault } from '#lib/server/store/sqlite/sqlite-faults'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-sqlite-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

function open(): ReturnType<typeof openSqliteDatabase> {
  return openSqliteDatabase({ file: join(folder, 'strata.db'), mayMigrate: true })
}

/** The fault that opening ends with. */
async function refusal(): Promise<string | null> {
  const error = await open().then(
    () => null,
    (reason: unknown) => reason,
  )
  return explainSqliteFault(error, folder)?.kind ?? null
}

describe('opening the database', () => {
  test.each([
    ['journal_mode', 'wal'],
    ['synchronous', 1],
    ['busy_timeout', 50],
    ['foreign_keys', 1],
    ['wal_autocheckpoint', 1000],
    ['application_id', 0x53545241],
  ])('sets %s to %s', async (pragma, value) => {
    const { db } = await open()
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(pragma)}`.execute(db)
    await db.destroy()
    expect(Object.values(rows[0] ?? {})).toEqual([value])
  })

  test.each([
    ['garbage', Buffer.from('not a database, only a text '.repeat(400))],
    ['a damaged schema page', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080, 0x5a)])],
  ])('finds %s in its place damaged and leaves it as it is', async (_, bytes) => {
    const file = join(folder, 'strata.db')
    await writeFile(file, bytes)
    expect(await refusal()).toBe('damaged')
    expect(await readFile(file)).toEqual(bytes)
  })

  test('finds its own database damaged when a table or column is gone', async () => {
    const { db, connection } = await open()
    connection.exec('alter table credit_month drop column used')
    await db.destroy()
    expect(await refusal()).toBe('damaged')
  })

  test('finds a database of another program foreign and leaves its tables as they are', async () => {
    const other = new Sqlite(join(folder, 'strata.db'))
    other.exec('create table answers (answer); insert into answers values (42)')
    other.close()
    expect(await refusal()).toBe('foreign')
    const again = new Sqlite(join(folder, 'strata.db'))
    expect(again.prepare('select name from sqlite_schema').pluck().all()).toEqual(['answers'])
    expect(again.prepare('select * from answers').all()).toEqual([{ answer: 42 }])
    again.close()
  })

  test('S10: finds a database with a newer schema newer and does not write to it', async () => {
    const { db, connection } = await open()
    connection.exec(
      "insert into kysely_migration values ('0999-from-the-future', '2030-01-01T00:00:00.000Z')",
    )
    await db.destroy()
    const before = await readFile(join(folder, 'strata.db'))
    expect(await refusal()).toBe('newer')
    expect(await readFile(join(folder, 'strata.db'))).toEqual(before)
  })

  test('S10: brings an older schema forward and leaves it alone where it may not', async () => {
    new Sqlite(join(folder, 'strata.db')).close()
    const file = join(folder, 'strata.db')
    await expect(openSqliteDatabase({ file, mayMigrate: false })).rejects.toMatchObject({ kind: 'failing' })
    await open().then(({ db }) => db.destroy())
    await openSqliteDatabase({ file, mayMigrate: false }).then(({ db }) => db.destroy())
  })
})

describe('two processes on one file', () => {
  test('a transaction holds the write lock from its first statement on', async () => {
    const { db } = await open()
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
    const { db } = await open()
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
    const { db } = await open()
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
