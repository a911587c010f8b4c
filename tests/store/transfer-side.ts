import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { MarketStore } from '#lib/server/store/market-store'
import type { Database } from '#lib/server/store/schema'
import { createSqlStore } from '#lib/server/store/sql-store'
import { postgresTransfer } from '#lib/server/store/transfer/postgres-transfer'
import { sqliteTransfer } from '#lib/server/store/transfer/sqlite-transfer'
import type { TransferDatabase } from '#lib/server/store/transfer/transfer-database'
import { TRANSFER_TABLES } from '#lib/server/store/transfer/transfer-table'
import { createTestDatabase, hasPostgres } from '../postgres/test-database.ts'
import { openTestDatabase } from './open-test-database.ts'
import { sampleBatch } from './sample-batch.ts'

/** A database to move history from or to. */
export interface TransferSide {
  database: TransferDatabase
  /** Names it to a command. */
  env: Record<string, string>
  /** Works on it, the schema brought forward, as a board would. */
  with<T>(work: (db: Kysely<Database>, store: MarketStore) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

export async function sqliteSide(): Promise<TransferSide> {
  const folder = await mkdtemp(join(tmpdir(), 'strata-transfer-'))
  return {
    database: sqliteTransfer(folder),
    env: { STRATA_DATA_DIR: folder },
    with: workOn(folder),
    remove: () => rm(folder, { recursive: true }),
  }
}

export async function postgresSide(): Promise<TransferSide> {
  const { url, remove } = await createTestDatabase()
  return {
    database: postgresTransfer(url),
    env: { DATABASE_URL: url },
    with: workOn(url),
    remove,
  }
}

function workOn(place: string): TransferSide['with'] {
  return async (work) => {
    const db = await openTestDatabase(place)
    return await work(db, createSqlStore(db)).finally(() => db.destroy())
  }
}

/** Every engine that is at hand. */
export const TRANSFER_SIDES = [
  { name: 'SQLite', open: sqliteSide },
  ...(hasPostgres() ? [{ name: 'PostgreSQL', open: postgresSide }] : []),
]

/** Some of everything: batches in two currencies, points of both kinds and sources, fetches, credits, feed state. */
export async function fillHistory(_db: Kysely<Database>, store: MarketStore): Promise<void> {
  for (const sequence of [1, 2, 3, 4, 5]) {
    const currency = sequence % 2 === 0 ? 'eur' : 'usd'
    const tick = { time: sequence * HOUR_MS, price: 1 / (3 * sequence), marketCap: null, volume: 2.902e-9 }
    const ticks = ['sonm', 'Render-Token', 'bittensor'].map((id) => ({ id, ...tick }))
    await store.saveBatch(sampleBatch(sequence, { currency }), { daily: [], hourly: ticks })
  }
  const points = Array.from({ length: 2500 }, (_, day) => ({
    time: day * DAY_MS,
    price: 5e-324 + day * 0.1,
    marketCap: day % 3 === 0 ? null : Number.MAX_VALUE / (day + 1),
    volume: 0.1 - day,
  }))
  await store.saveHistory('bittensor', 'daily', points, 77)
  await store.saveHistoryGone('sonm', 'daily', 78)
  await store.recordCall({ at: 5, month: '2026-10', credits: 1 })
  await store.addCredits('2026-11', 4711)
  await store.saveFeedState('rest', '{"until":1763800000000,"sentence":"Zu viele Anfragen – “später”"}')
}

/** Removes what a transfer carries. */
export async function emptyTables(db: Kysely<Database>): Promise<void> {
  for (const { name } of TRANSFER_TABLES) await db.deleteFrom(name).execute()
}
