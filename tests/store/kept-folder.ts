import Sqlite from 'better-sqlite3'
import { createLogger } from '#lib/server/logger'
import { ResilientStore } from '#lib/server/store/resilient-store'
import type { OpenSqliteOptions } from '#lib/server/store/sqlite/sqlite-database'
import { SqliteEngine } from '#lib/server/store/sqlite/sqlite-engine'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'
import { ManualClock } from '../helpers/manual-clock.ts'
import { sampleBatch } from './sample-batch.ts'

export interface KeptFolder {
  store: ResilientStore
  clock: ManualClock
  close(): Promise<void>
}

/** A data folder as the server keeps it, its lease held, on a clock moved by hand. */
export async function keepFolder(
  folder: string,
  connect?: OpenSqliteOptions['connect'],
): Promise<KeptFolder> {
  const clock = new ManualClock(sampleBatch(0).fetchedAt)
  const lease = new SqliteLease(folder)
  await lease.take()
  const logger = createLogger('silent')
  const engine = new SqliteEngine({ folder, lease, logger, ...(connect && { connect }) })
  const store = new ResilientStore({ engine, clock, logger })
  await store.start()
  return {
    store,
    clock,
    async close() {
      await store.close()
      await lease.release()
    },
  }
}

/** Lets time pass, and with it every write that time brings. */
export async function pass({ store, clock }: KeptFolder, ms: number): Promise<void> {
  await clock.advance(ms)
  await store.loadLatestBatches()
}

/** Runs `before` ahead of every statement of a connection; what it throws, the statement throws. */
export function faultyConnect(before: (sql: string) => void): NonNullable<OpenSqliteOptions['connect']> {
  return (file, options) => {
    const connection = new Sqlite(file, options)
    const prepare = connection.prepare.bind(connection)
    const exec = connection.exec.bind(connection)
    return Object.assign(connection, {
      prepare(source: string) {
        const statement = prepare(source)
        const { run, all } = statement
        return Object.assign(statement, {
          run: (...values: unknown[]) => {
            before(source)
            return run.apply(statement, values)
          },
          all: (...values: unknown[]) => {
            before(source)
            return all.apply(statement, values)
          },
        })
      },
      exec(source: string) {
        before(source)
        return exec(source)
      },
    })
  }
}

/** What SQLite says when the disk under it fails. */
export function diskError(): Error {
  return new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
}
