import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { HistoryPoint } from '#lib/core/market/price-history'
import type { MarketBatch } from '#lib/core/market/quote'
import type { MarketStore } from '#lib/server/store/market-store'
import { exportFile } from '#lib/server/store/transfer/export-file'
import { importFile } from '#lib/server/store/transfer/import-file'
import { anyBatch, anyHistory } from './market-arbitraries.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'
import { transferFixture } from './transfer-fixture.ts'
import { emptyTables, fillHistory, TRANSFER_SIDES, type TransferSide } from './transfer-side.ts'

const WAYS = TRANSFER_SIDES.flatMap((from) =>
  TRANSFER_SIDES.map((to) => ({ from, to, way: `${from.name} to ${to.name}` })),
)

const { path, opened } = transferFixture()
let said: string[]
const tell = (line: string) => void said.push(line)

beforeEach(() => {
  said = []
})

async function exported({ database }: TransferSide, name: string): Promise<Buffer> {
  await exportFile(path(name), database, tell)
  return readFileSync(path(name))
}

describe.each(WAYS)('history moved from $way', ({ from, to }) => {
  test.each(['history.jsonl', 'history.gz'])('makes an equal file there: %s', async (name) => {
    const [source, target] = [await opened(from.open), await opened(to.open)]
    await source.with(fillHistory)
    const first = await exported(source, name)
    expect(await importFile(path(name), target.database, tell)).toMatch(
      /gives back exactly those of the file/,
    )
    expect(said).toContain('price_point: done, 2515 rows added or replaced')
    expect((await exported(target, `again-${name}`)).equals(first)).toBe(true)
    expect((await exported(source, `twice-${name}`)).equals(first)).toBe(true)
  })

  test('is read by a board there as it was here', async () => {
    const [source, target] = [await opened(from.open), await opened(to.open)]
    await source.with(fillHistory)
    await exported(source, 'history.gz')
    await importFile(path('history.gz'), target.database, tell)
    const read = (side: TransferSide) =>
      side.with(async (_, store) => [
        await store.loadLatestBatches(),
        await store.loadFirstBatchAt(),
        await store.loadHistory('daily', 0),
        await store.loadHistory('hourly', 0),
        await store.loadHistoryFetches(),
        await store.loadCreditsUsed('2026-11'),
        await store.loadFeedState(),
      ])
    expect(await read(target)).toStrictEqual(await read(source))
    await target.with((_, store) => store.saveBatch(sampleBatch(6), NO_TICKS))
  })

  test('survives whatever it is', async () => {
    const [source, target] = [await opened(from.open), await opened(to.open)]
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyBatch, { maxLength: 4 }), anyHistory, anyHistory, async (...any) => {
        run += 1
        for (const side of [source, target]) await side.with(emptyTables)
        await source.with((_, store) => save(store, any))
        const first = await exported(source, `${run}.jsonl`)
        await importFile(path(`${run}.jsonl`), target.database, tell)
        expect((await exported(target, `${run}-again.jsonl`)).equals(first)).toBe(true)
      }),
      { numRuns: 12 },
    )
  }, 60_000)
})

type AnyHistory = [batches: MarketBatch[], daily: HistoryPoint[], ticks: HistoryPoint[]]

async function save(store: MarketStore, [batches, daily, ticks]: AnyHistory): Promise<void> {
  for (const [index, batch] of batches.entries())
    await store.saveBatch({ ...batch, sequence: index + 1, asOf: batch.fetchedAt }, NO_TICKS)
  await store.saveHistory('any-token', 'daily', daily, 1)
  await store.saveBatch(sampleBatch(batches.length + 1), {
    daily: [],
    hourly: ticks.map((point) => ({ id: 'any-token', ...point })),
  })
}

describe.each(TRANSFER_SIDES)('into a database with rows of its own on $name', ({ open }) => {
  test('the same rows twice change nothing', async () => {
    const [source, target] = [await opened(open), await opened(open)]
    await source.with(fillHistory)
    const first = await exported(source, 'history.gz')
    await importFile(path('history.gz'), target.database, tell)
    said = []
    expect(await importFile(path('history.gz'), target.database, tell)).toMatch(/exactly those of the file/)
    expect(said).toContain('price_point: 2515 rows, 2515 stored before')
    expect(said.filter((line) => line.includes('done')).every((line) => line.includes(' 0 rows'))).toBe(true)
    expect((await exported(target, 'again.gz')).equals(first)).toBe(true)
  })

  test('what the upstream said beats a tick on either side, and else what is stored stays', async () => {
    const [source, target] = [await opened(open), await opened(open)]
    const pointsAt = (times: number[], price: number) =>
      times.map((time) => ({ id: 'sonm', time, price, marketCap: null, volume: null }))
    await source.with(async (_, store) => {
      await store.saveHistory('sonm', 'daily', pointsAt([1, 2], 10), 5)
      await store.saveBatch(sampleBatch(1), { daily: pointsAt([3, 4], 20), hourly: [] })
    })
    await target.with(async (_, store) => {
      await store.saveHistory('sonm', 'daily', pointsAt([1, 3], 30), 9)
      await store.saveBatch(sampleBatch(1), { daily: pointsAt([2, 4], 40), hourly: [] })
    })
    await exported(source, 'history.jsonl')
    expect(await importFile(path('history.jsonl'), target.database, tell)).toMatch(
      /which had rows of its own: price_point 4 before and 4 now/,
    )
    const rows = await target.with((db) =>
      db.selectFrom('price_point').select(['time', 'price', 'source']).orderBy('time').execute(),
    )
    expect(rows).toEqual([
      { time: 1, price: 30, source: 'upstream' },
      { time: 2, price: 10, source: 'upstream' },
      { time: 3, price: 30, source: 'upstream' },
      { time: 4, price: 40, source: 'tick' },
    ])
    expect(await target.with((_, store) => store.loadHistoryFetches())).toEqual([
      { id: 'sonm', kind: 'daily', fetchedAt: 9, outcome: 'ok' },
    ])
  })

  test('credits never shrink, feed state never changes, and newer batches stay', async () => {
    const [source, target] = [await opened(open), await opened(open)]
    await source.with(async (_, store) => {
      for (const sequence of [1, 2]) await store.saveBatch(sampleBatch(sequence), NO_TICKS)
      await store.addCredits('2026-10', 7)
      await store.addCredits('2026-11', 9)
      await store.saveFeedState('rest', 'of the file')
      await store.saveFeedState('breaker', 'of the file')
      await store.saveHistoryGone('sonm', 'daily', 9)
    })
    await target.with(async (_, store) => {
      for (const sequence of [1, 2, 3]) await store.saveBatch(sampleBatch(sequence), NO_TICKS)
      await store.addCredits('2026-10', 8)
      await store.addCredits('2026-11', 8)
      await store.saveFeedState('rest', 'of the board')
      await store.saveHistory('sonm', 'daily', [], 8)
    })
    await exported(source, 'history.gz')
    await importFile(path('history.gz'), target.database, tell)
    await target.with(async (_, store) => {
      expect([await store.loadCreditsUsed('2026-10'), await store.loadCreditsUsed('2026-11')]).toEqual([8, 9])
      expect(await store.loadFeedState()).toEqual({ breaker: 'of the file', rest: 'of the board' })
      expect(await store.loadLatestBatches()).toEqual([sampleBatch(3)])
      expect(await store.loadHistoryFetches()).toMatchObject([{ fetchedAt: 9, outcome: 'gone' }])
    })
  })

  test('batches of another history are refused before anything is written', async () => {
    const [source, target] = [await opened(open), await opened(open)]
    await source.with(fillHistory)
    await exported(source, 'history.gz')
    const others = [
      sampleBatch(3, { currency: 'usd', asOf: 1 }),
      sampleBatch(3, { currency: 'usd', dropped: { 'no-id': 1 } }),
      sampleBatch(4, { currency: 'usd' }),
      // Shares no sequence, but is older by its number and newer by its time.
      sampleBatch(0, { fetchedAt: sampleBatch(9).fetchedAt }),
    ]
    for (const other of others) {
      await target.with(emptyTables)
      await target.with((_, store) => store.saveBatch(other, NO_TICKS))
      const before = await exported(target, `${others.indexOf(other)}-before.jsonl`)
      await expect(importFile(path('history.gz'), target.database, tell)).rejects.toThrow(
        /holds another history than the database/,
      )
      expect((await exported(target, `${others.indexOf(other)}-after.jsonl`)).equals(before)).toBe(true)
    }
  })

  test('a history that goes on where the file ends takes what it has pruned', async () => {
    const [source, target] = [await opened(open), await opened(open)]
    await source.with(fillHistory)
    await exported(source, 'history.gz')
    await target.with((_, store) => store.saveBatch(sampleBatch(9), NO_TICKS))
    await importFile(path('history.gz'), target.database, tell)
    const sequences = await target.with((db) =>
      db.selectFrom('batch').select('sequence').orderBy('sequence').execute(),
    )
    expect(sequences.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 9])
  })
})
