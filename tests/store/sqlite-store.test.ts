import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeBatchBody } from '#lib/server/store/batch-body'
import { createSqlStore } from '#lib/server/store/sql-store'
import { openTestDatabase } from './open-test-database.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

describe('what the rows hold', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strata-store-'))
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  test('the log of batches keeps every batch with everything but the sparklines', async () => {
    const db = await openTestDatabase(folder)
    const store = createSqlStore(db)
    const batches = [1, 2].map((sequence) =>
      sampleBatch(sequence, { dropped: { 'price-out-of-bounds': sequence } }),
    )
    for (const batch of batches) await store.saveBatch(batch, NO_TICKS)
    const rows = await db.selectFrom('batch').selectAll().orderBy('sequence').execute()
    const bodies = await Promise.all(rows.map((row) => decodeBatchBody(row.body)))
    expect(bodies).toEqual(
      batches.map(({ requested, quotes, dropped }) => ({
        requested,
        quotes: quotes.map((quote) => ({ ...quote, sparkline7d: [] })),
        dropped,
      })),
    )
    await store.close()
  })

  test('pruning removes logged batches older than the cutoff and only those', async () => {
    const db = await openTestDatabase(folder)
    const store = createSqlStore(db)
    for (const sequence of [1, 2, 3]) await store.saveBatch(sampleBatch(sequence), NO_TICKS)
    await store.prune({ batchesBefore: sampleBatch(2).fetchedAt, hourlyBefore: 0, dailyBefore: 0 })
    const rows = await db.selectFrom('batch').select('sequence').orderBy('sequence').execute()
    expect(rows.map(({ sequence }) => sequence)).toEqual([2, 3])
    await store.close()
  })

  test('a damaged body is refused, not read as other numbers', async () => {
    const db = await openTestDatabase(folder)
    const store = createSqlStore(db)
    await store.saveBatch(sampleBatch(1), NO_TICKS)
    const { body } = await db.selectFrom('latest_batch').select('body').executeTakeFirstOrThrow()
    const damaged = Buffer.from(body)
    const middle = Math.floor(damaged.length / 2)
    damaged.writeUInt8(damaged.readUInt8(middle) ^ 1, middle)
    await db.updateTable('latest_batch').set({ body: damaged }).execute()
    await expect(store.loadLatestBatches()).rejects.toThrow()
    await store.close()
  })
})
