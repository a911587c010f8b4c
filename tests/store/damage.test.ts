import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SqliteLease } from '#lib/server/store/sqlite/sqlite-lease'
import { isFullRun } from '../helpers/full-run.ts'
import { keepFolder } from './kept-folder.ts'
import { sampleBatch } from './sample-batch.ts'

let root: string
let sound: string

/** A database of many pages, closed cleanly, to be damaged copy by copy. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'strata-damage-'))
  sound = join(root, 'sound')
  mkdirSync(sound)
  const { store, close } = await keepFolder(sound)
  for (let sequence = 1; sequence <= 40; sequence += 1) {
    const points = Array.from({ length: 60 }, (_, index) => ({
      id: `token-${index}`,
      time: sequence * 3_600_000,
      price: sequence,
      marketCap: null,
      volume: null,
    }))
    await store.saveBatch(sampleBatch(sequence), { daily: points, hourly: points })
  }
  await close()
})

afterAll(async () => {
  await rm(root, { recursive: true, maxRetries: 10 })
})

/** Opens a copy of the sound database after `damage`, saves a batch, and opens it once more. */
async function survive(name: string, damage: (file: string) => void): Promise<string | null> {
  const folder = join(root, name)
  mkdirSync(folder)
  const file = join(folder, 'strata.db')
  copyFileSync(join(sound, 'strata.db'), file)
  damage(file)
  const first = await keepFolder(folder)
  await first.store.loadLatestBatches()
  await first.store.loadHistory('daily', 0)
  await first.store.loadHistory('hourly', 0)
  await first.store.saveBatch(sampleBatch(50), { daily: [], hourly: [] })
  const { state, reason, queued } = first.store.health()
  expect({ state, queued }).toEqual({ state: 'ok', queued: 0 })
  await first.close()
  const second = await keepFolder(folder)
  expect(await second.store.loadLatestBatches()).toEqual([sampleBatch(50)])
  expect(second.store.health()).toMatchObject({ state: 'ok', reason: null })
  await second.close()
  const remains = readdirSync(folder).filter((entry) => entry.startsWith('strata.db.corrupt-'))
  expect(remains).toHaveLength(reason === null ? 0 : 1)
  return reason
}

/** The same pseudo-random bytes in every run (a linear congruential generator, Numerical Recipes' constants). */
function flips(seed: number, size: number): { at: number; mask: number } {
  let state = seed * 7919
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  next()
  return { at: Math.floor(next() * size), mask: 1 + Math.floor(next() * 255) }
}

function flip(file: string, { at, mask }: { at: number; mask: number }): void {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at)
  writeFileSync(file, bytes)
}

function tearIndex(file: string): void {
  const database = new Sqlite(file, { readonly: true })
  const root = database
    .prepare<[], number>("select rootpage from sqlite_schema where name = 'batch_fetched_at'")
    .pluck()
    .get()
  database.close()
  const bytes = readFileSync(file)
  // The cells of the page; its own header stays whole.
  writeFileSync(file, bytes.fill(0x5a, 4096 * (Number(root) - 1) + 2000, 4096 * Number(root)))
}

const PUT_ASIDE = /^The database was damaged and has been put aside/

describe('S5: a damaged database', () => {
  test.each<[string, (file: string) => void]>([
    ['with a torn header', (file) => flip(file, { at: 3, mask: 255 })],
    [
      'with a header of zeros',
      (file) => writeFileSync(file, Buffer.concat([Buffer.alloc(100), readFileSync(file).subarray(100)])),
    ],
    ['whose format number reads as read-only', (file) => flip(file, { at: 18, mask: 16 })],
    ['whose schema format nobody knows', (file) => flip(file, { at: 47, mask: 64 })],
    ['with a torn page', (file) => writeFileSync(file, readFileSync(file).fill(0x5a, 8192, 12_288))],
    ['cut in half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['cut within its first page', (file) => truncateSync(file, 700)],
    ['that is a text', (file) => writeFileSync(file, 'no database at all '.repeat(500))],
  ])('%s is put aside and the board goes on', async (name, damage) => {
    expect(await survive(name, damage)).toMatch(PUT_ASIDE)
  })

  test.each<[string, (file: string) => void]>([
    ['a log of garbage', (file) => writeFileSync(`${file}-wal`, Buffer.alloc(9000, 0xa5))],
    ['an index of garbage', (file) => writeFileSync(`${file}-shm`, Buffer.alloc(32_768, 0x77))],
    ['an empty file', (file) => truncateSync(file, 0)],
  ])('%s beside or in its place is not even damage', async (name, damage) => {
    expect(await survive(name, damage)).toBeNull()
  })

  test.each(Array.from({ length: 50 }, (_, index) => index + 1))(
    'byte flip %i of 50 at a random place: the start succeeds, and the next one too',
    async (seed) => {
      const size = statSync(join(sound, 'strata.db')).size
      await survive(`flip-${seed}`, (file) => flip(file, flips(seed, size)))
    },
  )

  test('is found by the check of the start where nothing else would read it', async () => {
    const folder = join(root, 'torn-index')
    mkdirSync(folder)
    copyFileSync(join(sound, 'strata.db'), join(folder, 'strata.db'))
    tearIndex(join(folder, 'strata.db'))
    const { store, close } = await keepFolder(folder)
    expect(store.health().reason).toMatch(PUT_ASIDE)
    await close()
  })

  test('is left where it is by a process that does not keep it', async () => {
    const folder = join(root, 'kept-elsewhere')
    mkdirSync(folder)
    const garbage = 'no database at all '.repeat(500)
    writeFileSync(join(folder, 'strata.db'), garbage)
    const keeper = new SqliteLease(folder)
    expect(await keeper.take()).toBe('held')
    const guest = await keepFolder(folder)
    expect(guest.store.health()).toMatchObject({
      state: 'failing',
      reason: expect.stringContaining('damaged'),
    })
    await guest.close()
    await keeper.release()
    expect(readFileSync(join(folder, 'strata.db'), 'utf8')).toBe(garbage)
  })

  // The header says what the file is: here every fourth byte of it is damaged once, in a full run every one.
  test.each(Array.from({ length: isFullRun ? 108 : 27 }, (_, index) => (isFullRun ? index : 4 * index + 3)))(
    'a flip of header byte %i',
    async (at) => {
      await survive(`header-${at}`, (file) => flip(file, { at, mask: 255 }))
    },
  )
})
