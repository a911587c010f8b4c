import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { diskError, faultyConnect, type KeptFolder, keepFolder, pass } from './kept-folder.ts'
import { NO_TICKS, sampleBatch } from './sample-batch.ts'

const MINUTE = 60_000
let folder: string
let kept: KeptFolder | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-engine-'))
  kept = null
})

afterEach(async () => {
  await kept?.close()
  // A backup may still be under way in its thread.
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

async function keep(connect?: Parameters<typeof keepFolder>[1]): Promise<KeptFolder> {
  kept = await keepFolder(folder, connect)
  return kept
}

async function save({ store }: KeptFolder, from: number, to = from): Promise<void> {
  for (let sequence = from; sequence <= to; sequence += 1)
    await store.saveBatch(sampleBatch(sequence), NO_TICKS)
}

/** Sequences in the file, as another program sees it, after a full check. */
function stored(file = join(folder, 'strata.db')): number[] {
  const other = new Sqlite(file, { readonly: true, timeout: 0 })
  try {
    expect(other.pragma('integrity_check', { simple: true })).toBe('ok')
    return other.prepare<[], number>('select sequence from batch order by sequence').pluck().all()
  } finally {
    other.close()
  }
}

describe('another process in the database', () => {
  test('S3: that locks it for half an hour costs no batch, and no read waits for it', async () => {
    const sent: string[] = []
    const board = await keep(faultyConnect((sql) => void sent.push(sql)))
    await save(board, 1)
    const other = new Sqlite(join(folder, 'strata.db'))
    other.exec('begin immediate')
    for (let sequence = 2; sequence <= 31; sequence += 1) {
      await save(board, sequence)
      sent.length = 0
      expect(await board.store.loadLatestBatches()).toEqual([sampleBatch(1)])
      // Whatever else it sent, to begin a transaction or to write, would wait for the lock.
      expect(sent).toEqual([expect.stringMatching(/^select /)])
      await pass(board, MINUTE)
    }
    expect(board.store.health()).toMatchObject({ state: 'locked', queued: 30, dropped: 0 })
    other.exec('rollback')
    await pass(board, 10_000)
    expect(stored()).toEqual(Array.from({ length: 31 }, (_, index) => index + 1))
    expect(board.store.health()).toMatchObject({ state: 'ok', reason: null, queued: 0 })
    other.close()
  })

  test('S3: that holds it at the start does not stop the start, and is caught up with', async () => {
    await save(await keep(), 7)
    await kept?.close()
    const other = new Sqlite(join(folder, 'strata.db'))
    other.exec('begin immediate')
    const board = await keep()
    expect(board.store.health().state).toBe('locked')
    expect(await board.store.loadLatestBatches()).toEqual([sampleBatch(7)])
    await save(board, 8)
    other.exec('rollback')
    other.close()
    await pass(board, 10_000)
    expect(stored()).toEqual([7, 8])
  })

  test('S9: that keeps reading lets the log grow only until it ends', async () => {
    const board = await keep()
    await save(board, 1)
    const reader = new Sqlite(join(folder, 'strata.db'), { readonly: true })
    reader.exec('begin')
    reader.prepare('select count(*) from batch').get()
    for (let sequence = 2; sequence <= 200; sequence += 1) await save(board, sequence)
    const log = join(folder, 'strata.db-wal')
    expect(statSync(log).size).toBeGreaterThan(1_000_000)
    reader.close()
    await pass(board, HOUR_MS + MINUTE)
    expect(statSync(log).size).toBe(0)
  })
})

describe('a disk that fails', () => {
  test('S7: full refuses batches whole, and they follow once there is room', async () => {
    const pages = { limit: 0 }
    const board = await keep((file, options) => {
      const connection = new Sqlite(file, options)
      if (pages.limit > 0) connection.pragma(`max_page_count = ${pages.limit}`)
      return connection
    })
    await save(board, 1)
    pages.limit = 1
    await board.store.reopen()
    const points = Array.from({ length: 2000 }, (_, time) => ({
      time,
      price: 1,
      marketCap: 1 / 3,
      volume: 1 / 7,
    }))
    await board.store.saveHistory('sonm', 'daily', points, 1)
    await save(board, 2, 3)
    expect(board.store.health()).toMatchObject({
      state: 'failing',
      reason: expect.stringMatching(/disk is full/),
    })
    expect(await board.store.loadLatestBatches()).toMatchObject([{ sequence: expect.any(Number) }])
    pages.limit = 0
    await pass(board, MINUTE)
    expect(stored()).toEqual([1, 2, 3])
    expect((await board.store.loadHistory('daily', 0)).get('sonm')).toHaveLength(2000)
    expect(board.store.health()).toMatchObject({ state: 'ok', queued: 0 })
  })

  test.each(Array.from({ length: 50 }, (_, index) => index + 1))(
    'S8: an error of the disk at statement %i and after loses nothing once the disk is well again',
    async (first) => {
      let statements = 0
      let isIll = true
      const board = await keep(
        faultyConnect(() => {
          statements += 1
          if (isIll && statements >= first) throw diskError()
        }),
      )
      for (let sequence = 1; sequence <= 4; sequence += 1) {
        await board.store.recordCall({ at: board.clock.now(), month: '2025-11', credits: 1 })
        await save(board, sequence)
        await pass(board, MINUTE)
      }
      expect(statements).toBeGreaterThanOrEqual(first)
      isIll = false
      await pass(board, MINUTE)
      expect(stored()).toEqual([1, 2, 3, 4])
      expect(await board.store.loadCreditsUsed('2025-11')).toBe(4)
      expect(board.store.health()).toMatchObject({ state: 'ok', queued: 0, dropped: 0 })
    },
  )
})

describe('a database that is not there any more', () => {
  test.each([
    ['the file', () => rmSync(join(folder, 'strata.db'))],
    [
      'the file and its log',
      () => ['', '-wal', '-shm'].map((end) => rmSync(join(folder, `strata.db${end}`))),
    ],
    ['the whole folder', () => rmSync(folder, { recursive: true })],
  ])('S11: %s deleted under the process is made again within a minute', async (_, remove) => {
    const board = await keep()
    await board.store.loadLatestBatches()
    board.store.watch({
      recall: () => ({ batches: [sampleBatch(2)], history: [], fetches: [] }),
      renewed: () => {},
      changed: () => {},
    })
    await save(board, 1, 2)
    remove()
    await pass(board, MINUTE)
    expect(stored()).toEqual([2])
    await save(board, 3)
    expect(stored()).toEqual([2, 3])
    expect(board.store.health()).toMatchObject({ state: 'ok', queued: 0 })
  })
})

describe('backups', () => {
  const backups = () => readdirSync(join(folder, 'backup')).toSorted()
  /** The copy is made in a thread of its own, which no clock of ours moves. */
  const made = (name: string) =>
    expect.poll(() => existsSync(join(folder, 'backup', name)), { timeout: 20_000 }).toBe(true)

  test('S12: are made daily while batches are written, checked, and kept two deep', async () => {
    const board = await keep()
    let sequence = 0
    for (const name of ['20251122', '20251123', '20251124']) {
      await save(board, sequence + 1, sequence + 20)
      await pass(board, MINUTE)
      for (let more = 0; more < 20; more += 1) await save(board, sequence + 21 + more)
      sequence += 40
      await made(`strata-${name}.db`)
      const copied = stored(join(folder, 'backup', `strata-${name}.db`))
      expect(copied).toEqual(Array.from({ length: copied.length }, (_, index) => index + 1))
      expect(copied.length).toBeGreaterThanOrEqual(sequence - 40 || 1)
      await board.clock.advance(DAY_MS - MINUTE)
    }
    await expect.poll(backups, { timeout: 20_000 }).toEqual(['strata-20251123.db', 'strata-20251124.db'])
    expect(board.store.health().lastBackupAt).not.toBeNull()
  })

  test('S12: of a quiet database hold every row of it', async () => {
    const board = await keep()
    await save(board, 1, 30)
    await pass(board, MINUTE)
    await made('strata-20251122.db')
    expect(stored(join(folder, 'backup', 'strata-20251122.db'))).toEqual(stored())
  })

  test('S5: the newest sound one takes the place of a damaged database', async () => {
    const before = await keep()
    await save(before, 1, 3)
    await pass(before, MINUTE)
    await made('strata-20251122.db')
    await save(before, 4)
    await before.close()
    const file = join(folder, 'strata.db')
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 100)
    writeFileSync(file, bytes)
    const board = await keep()
    expect(await board.store.loadLatestBatches()).toEqual([sampleBatch(3)])
    expect(board.store.health()).toMatchObject({
      state: 'ok',
      reason: expect.stringContaining('the backup of 2025-11-22 took its place'),
    })
    expect(readdirSync(folder).some((name) => /^strata\.db\.corrupt-\d{8}T\d{9}Z$/.test(name))).toBe(true)
  })

  test('S12: are not made in a folder that cannot hold them, and nothing else suffers', async () => {
    const board = await keep()
    writeFileSync(join(folder, 'backup'), 'a file in the place of the folder')
    await save(board, 1)
    await pass(board, MINUTE)
    await save(board, 2)
    expect(stored()).toEqual([1, 2])
    expect(board.store.health()).toMatchObject({ state: 'ok', lastBackupAt: null })
  })
})
