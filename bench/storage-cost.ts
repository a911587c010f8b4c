import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR_MS } from '#lib/core/market/window'
import { createSqlStore } from '#lib/server/store/sql-store'
import { openSqliteDatabase } from '#lib/server/store/sqlite/sqlite-database'
import { quantile, type Result } from './result.ts'
import { NOW, syntheticBatch, syntheticHistory } from './synthetic-market.ts'

const REFRESHES = 200
const READS = 50
const IDS = Array.from({ length: 60 }, (_, at) => `token-${at}`)

/** What a refresh costs the store, and what reading everything kept costs a start. */
export async function storageCost(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-bench-'))
  const { db } = await openSqliteDatabase({ file: join(folder, 'strata.db'), mayMigrate: true })
  const store = createSqlStore(db)
  try {
    for (const { id, daily, hourly } of syntheticHistory(IDS)) {
      await store.saveHistory(id, 'daily', daily, NOW)
      await store.saveHistory(id, 'hourly', hourly, NOW)
    }
    const writes: number[] = []
    for (let turn = 1; turn <= REFRESHES; turn += 1) {
      const batch = { ...syntheticBatch(IDS, NOW + turn * 1000), sequence: turn, asOf: NOW + turn * 1000 }
      writes.push(await timed(() => store.saveBatch(batch, { daily: [], hourly: [] })))
    }
    const reads: number[] = []
    for (let turn = 0; turn < READS; turn += 1)
      reads.push(await timed(() => store.loadHistory('hourly', NOW - 168 * HOUR_MS)))
    return [
      { id: 'F11', name: 'one refresh stored, p99', value: quantile(writes, 0.99), unit: 'ms', target: 20 },
      {
        id: 'F11',
        name: 'a week of hours of 60 tokens read, p99',
        value: quantile(reads, 0.99),
        unit: 'ms',
        target: 50,
      },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
