import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { StartError } from '#lib/server/errors'
import { postgresClient } from '#lib/server/store/postgres/postgres-dialect'
import { LOCK } from '#lib/server/store/postgres/postgres-lease'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'
import { exportFile } from '#lib/server/store/transfer/export-file'
import { exportLines } from '#lib/server/store/transfer/export-lines'
import { importFile } from '#lib/server/store/transfer/import-file'
import { migrateDatabase } from '#lib/server/store/transfer/migrate-database'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'
import { hasPostgres } from '../postgres/test-database.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'
import { transferFixture } from './transfer-fixture.ts'
import { fillHistory, postgresSide, sqliteSide, TRANSFER_SIDES, type TransferSide } from './transfer-side.ts'

const quiet = () => {}
const { path, opened } = transferFixture()
let file: string

beforeEach(async () => {
  file = path('history.gz')
  const source = await opened(sqliteSide)
  await source.with(fillHistory)
  await exportFile(file, source.database, quiet)
})

/** Feeds a database as a running board does. @returns what ends it */
async function feed({ env }: TransferSide): Promise<() => Promise<void>> {
  if (env.DATABASE_URL === undefined) {
    const lease = new SqliteLease(env.STRATA_DATA_DIR ?? '')
    expect(await lease.take()).toBe('held')
    return () => lease.release()
  }
  const session = postgresClient(env.DATABASE_URL)
  await session.connect()
  await session.query('select pg_advisory_lock($1)', [LOCK])
  return () => session.end()
}

describe.each(TRANSFER_SIDES)('beside a board that feeds the $name database', ({ open }) => {
  test('nothing is imported or migrated, and both go on once it has stopped', async () => {
    const side = await opened(open)
    const stop = await feed(side)
    for (const task of [() => importFile(file, side.database, quiet), () => migrateDatabase(side.database)]) {
      const error = await task().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(StartError)
      expect(String(error)).toMatch(/A running Strata feeds the database .* stop/)
    }
    await stop()
    expect(await importFile(file, side.database, quiet)).toMatch(/exactly those of the file/)
    const again = await feed(side)
    expect(await migrateDatabase(side.database)).toMatch(/is already at 000/)
    await again()
  })

  test('an export stands in nobody’s way and shows one moment', async () => {
    const side = await opened(open)
    await side.with(fillHistory)
    const stop = await feed(side)
    const lines: string[] = []
    await side.database.readMoment(async (db) => {
      for await (const text of exportLines(db, quiet)) {
        lines.push(text)
        if (!text.startsWith('{"table":"feed_state"')) continue
        await side.with(async (_, store) => {
          await store.saveBatch(sampleBatch(6), NO_TICKS)
          await store.saveHistoryGone('bittensor', 'daily', 99)
        })
      }
    })
    expect(lines.join('')).not.toContain('["bittensor","daily",99,"gone"]')
    expect(lines.filter((text) => text.startsWith('[6,'))).toEqual([])
    await exportFile(path('later.jsonl'), side.database, quiet)
    expect(readFileSync(path('later.jsonl'), 'utf8')).toContain('["bittensor","daily",99,"gone"]')
    await stop()
  })

  test('a board finds the database free once an import has ended, failed or not', async () => {
    const side = await opened(open)
    await importFile(file, side.database, quiet)
    await expect(side.database.exclusively(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await (await feed(side))()
  })
})

describe.skipIf(!hasPostgres())('an import into a shared database', () => {
  test('stops as soon as another instance came to feed it', async () => {
    const side = await opened(postgresSide)
    let pages = 0
    const overtaken = importFile(
      file,
      {
        ...side.database,
        exclusively: (work) =>
          side.database.exclusively(({ db, fence }) =>
            work({
              db,
              async fence(trx) {
                pages += 1
                if (pages === 5) await sql`update ingest_lease set term = term + 1`.execute(db)
                await fence(trx)
              },
            }),
          ),
      },
      quiet,
    )
    await expect(overtaken).rejects.toThrow(/is fed by another Strata .* the same command run again/)
    const points = await side.with((db) => db.selectFrom('price_point').select('time').execute())
    expect(points).toEqual([])
  })

  test('and an export say so when their connections end', async () => {
    const side = await opened(postgresSide)
    await side.with(fillHistory)
    const endAll = () =>
      side.with((db) =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.execute(db),
      )
    const other = path('other.gz')
    const lost: TransferDatabase = {
      ...side.database,
      readMoment: (read) => side.database.readMoment((db) => endAll().then(() => read(db))),
      exclusively: (work) => side.database.exclusively((access) => endAll().then(() => work(access))),
    }
    const failure = await exportFile(other, lost, quiet).catch((error: unknown) => error)
    expect(side.database.explain(failure)?.kind).toBe('unreachable')
    expect([existsSync(other), existsSync(`${other}.part`)]).toEqual([false, false])
    // Without its lock it may go on as long as nobody else took over.
    await importFile(file, lost, quiet)
  })

  test('waits for what a former holder is still writing', async () => {
    const side = await opened(postgresSide)
    const importing = await side.with((db) =>
      db.transaction().execute(async (trx) => {
        await sql`select term from ingest_lease for key share`.execute(trx)
        const running = importFile(file, side.database, quiet)
        const waiting = sql`select pid from pg_locks
          where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`
        await expect.poll(async () => (await waiting.execute(trx)).rows.length).toBe(1)
        return { running }
      }),
    )
    await importing.running
  })

  test('keeps former holders from writing', async () => {
    const side = await opened(postgresSide)
    const term = () =>
      side.with((db) => db.selectFrom('ingest_lease').select(['term', 'holder']).executeTakeFirstOrThrow())
    const before = await term()
    await importFile(file, side.database, quiet)
    const after = await term()
    expect(after.term).toBe(before.term + 1)
    expect(after.holder).toMatch(/\/import$/)
  })
})
