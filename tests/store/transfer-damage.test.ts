import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { StartError } from '#lib/server/errors'
import { exportFile } from '#lib/server/store/transfer/export-file'
import { importFile } from '#lib/server/store/transfer/import-file'
import type { TransferDatabase, WriteAccess } from '#lib/server/store/transfer/transfer-database'
import { TransferError } from '#lib/server/store/transfer/transfer-error'
import { TransferReader } from '#lib/server/store/transfer/transfer-reader'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'
import { transferFixture } from './transfer-fixture.ts'
import { sqliteSide, type TransferSide } from './transfer-side.ts'

const quiet = () => {}
const { path, opened } = transferFixture()
let source: TransferSide
let target: TransferSide
let whole: Buffer

beforeEach(async () => {
  source = await opened(sqliteSide)
  target = await opened(sqliteSide)
  await source.with(async (_, store) => {
    for (const sequence of [1, 2]) await store.saveBatch(sampleBatch(sequence), NO_TICKS)
    const points = [1, 2, 3].map((time) => ({ time, price: 0.1 + 0.2, marketCap: null, volume: 1e21 }))
    await store.saveHistory('sonm', 'hourly', points, 9)
    await store.addCredits('2026-11', 10)
  })
  await exportFile(path('whole'), source.database, quiet)
  whole = readFileSync(path('whole'))
})

function fileOf(bytes: Buffer | string): string {
  const file = path('given')
  writeFileSync(file, bytes)
  return file
}

const imported = (bytes: Buffer | string) => importFile(fileOf(bytes), target.database, quiet)

/** What an import says to bytes that it must not believe. */
async function complaint(bytes: Buffer | string): Promise<string> {
  const error = await imported(bytes).then(
    () => 'nothing',
    (reason: unknown) => reason,
  )
  if (!(error instanceof StartError || error instanceof TransferError)) throw error
  // Not even the database was made.
  expect(await target.database.pending()).not.toEqual([])
  return error.message
}

function withHeader(changes: Record<string, unknown>): string {
  const [header = '', ...rest] = whole.toString().split('\n')
  return [JSON.stringify({ ...JSON.parse(header), ...changes }), ...rest].join('\n')
}

describe('a file that is not whole', () => {
  test('is refused wherever it was cut, compressed or not, and nothing of it imported', async () => {
    const packed = gzipSync(whole)
    for (let length = 0; length < whole.length; length += length < 200 ? 1 : 37)
      expect(await complaint(whole.subarray(0, length))).toMatch(/cut short|middle of a line|is no file of/)
    for (let length = 1; length < packed.length; length += 23)
      expect(await complaint(packed.subarray(0, length))).toMatch(/damaged or cut short|middle of a line/)
    expect(await complaint(whole.subarray(0, -1))).toMatch(/nothing of it was imported; export it again\.$/)
  })

  test('is refused whichever bit of it was flipped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        await complaint(flipped(whole, at, bit))
      }),
      { numRuns: 400 },
    )
  })

  test('and compressed is refused or read as it was, whichever bit was flipped', async () => {
    const packed = gzipSync(whole)
    const sound = await new TransferReader(fileOf(whole)).verify()
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(7), async (at, bit) => {
        const reader = new TransferReader(fileOf(flipped(packed, at, bit)))
        const digests = await reader.verify().catch((error: unknown) => error)
        if (digests instanceof StartError || digests instanceof TransferError) return
        expect(digests).toEqual(sound)
      }),
      { numRuns: 400 },
    )
  })

  test('is refused with a line too many, too few, twice or moved', async () => {
    const lines = whole.toString().split('\n')
    const at = lines.findIndex((line) => line.startsWith('["hourly"'))
    const [before, after] = [lines.slice(0, at), lines.slice(at)]
    const [first = '', second = '', ...others] = after
    for (const changed of [
      [...before, second, ...others],
      [...before, first, ...after],
      [...before, second, first, ...others],
      [...lines.slice(0, -1), lines.at(-2), ''],
      [...lines, ''],
      ['', ...lines],
    ])
      expect(await complaint(changed.join('\n'))).toMatch(/damaged|is no file of/)
  })
})

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << bit), at)
  return copy
}

describe('a file that is whole but not ours to import', () => {
  test.each([
    ['another format', { version: 2 }, /has format 2 and this build reads format 1: import it with/],
    ['recorded data', { source: 'recorded' }, /holds "recorded" data, which never mixes with live data/],
    ['data of no known source', { source: 'live ' }, /never mixes with live data/],
    [
      'a newer schema',
      { migrations: ['0001-initial-schema', '0009-more'] },
      /written by a newer Strata \(its schema has 0009-more\)/,
    ],
    ['another kind of file', { format: 'strata' }, /is no file of "npm run store -- export"/],
  ])('%s is refused', async (_, changes, sentence) => {
    expect(await complaint(withHeader(changes))).toMatch(sentence)
  })

  test.each([
    ['an empty file', ''],
    ['text', 'date,price\n2026-11-22,1\n'],
    ['other JSON', '{"prices":[[1,2]]}\n'],
    ['a database', Buffer.from('SQLite format 3\0'.repeat(100))],
  ])('%s is refused', async (_, bytes) => {
    expect(await complaint(bytes)).toMatch(/no file of "npm run store -- export"|middle of a line/)
  })

  test('a file that is not there, or a folder, is named', async () => {
    for (const name of ['missing', '.'])
      await expect(importFile(path(name), target.database, quiet)).rejects.toThrow(
        /cannot be read \((ENOENT|EISDIR)\)/,
      )
  })
})

describe('an import that is cut off', () => {
  /** The database with something happening between the proof of the file and its import. */
  const whileImporting = (happening: (access: WriteAccess) => unknown): TransferDatabase => ({
    ...target.database,
    exclusively: (work) =>
      target.database.exclusively(async (access) => {
        await happening(access)
        return await work(access)
      }),
  })

  test('by a file that changes meanwhile says so, and the same import again finishes it', async () => {
    const file = fileOf(whole)
    const database = whileImporting(() => truncateSync(file, whole.length - 700))
    await expect(importFile(file, database, quiet)).rejects.toThrow(
      /it changed while it was imported; what was written are whole transactions, and the same command run again/,
    )
    expect(await imported(whole)).toMatch(/exactly those of the file/)
    await exportFile(path('again'), target.database, quiet)
    expect(readFileSync(path('again')).equals(whole)).toBe(true)
  })

  test('by a row that the database refuses is told so', async () => {
    const database = whileImporting(({ db }) =>
      sql`create trigger picky before insert on credit_month begin select raise(abort, 'no'); end`.execute(
        db,
      ),
    )
    await expect(importFile(fileOf(whole), database, quiet)).rejects.toThrow(
      /holds a row that the database refuses \(no\)/,
    )
  })

  test('what the database gives back otherwise than it was written is told', async () => {
    await target.with(async (db) => {
      await sql`create trigger lossy after insert on price_point when new.time = 2
        begin update price_point set price = 0.3 where time = 2; end`.execute(db)
    })
    await expect(importFile(fileOf(whole), target.database, quiet)).rejects.toThrow(
      /does not give back the rows of price_point that were written/,
    )
  })
})

test('a history with a value that no file can carry is not exported at all', async () => {
  await source.with((db) =>
    db.updateTable('price_point').set({ volume: Number.POSITIVE_INFINITY }).where('time', '=', 2).execute(),
  )
  await expect(exportFile(path('more'), source.database, quiet)).rejects.toThrow(
    /A row of price_point holds Infinity as its volume. No file can carry that/,
  )
  expect(() => readFileSync(path('more'))).toThrow(/ENOENT/)
  expect(() => readFileSync(path('more.part'))).toThrow(/ENOENT/)
})
