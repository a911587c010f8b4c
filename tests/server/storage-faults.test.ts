import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { type LoopbackUpstream, startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'

const BOARD = fileURLToPath(new URL('./board-process.ts', import.meta.url))
/** File modes do not bind root, so root's boards run as "nobody". */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
let root: string
let folder: string
let upstream: LoopbackUpstream

beforeAll(async () => {
  upstream = await startLoopbackUpstream()
})
afterAll(() => upstream.close())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'strata-faults-'))
  chmodSync(root, 0o755)
  folder = join(root, 'data')
})
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }))

interface Told {
  source: string
  sequence: number
  storage: { state: string; reason: string | null; queued: number }
}

const environment = (dataDir: string) => ({
  NODE_ENV: 'test' as const,
  COINGECKO_API_KEY: 'CG-test',
  COINGECKO_BASE_URL: upstream.baseUrl,
  STRATA_DATA_DIR: dataDir,
})

/** Starts a board on the folder, waits for its first refresh, kills it; what it told. */
async function board(dataDir = folder): Promise<Told> {
  const child = spawn(process.execPath, [BOARD], {
    env: { PATH: process.env.PATH, ...environment(dataDir) },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  })
  let told = ''
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text
    child.kill('SIGKILL')
  })
  await once(child, 'close')
  expect(complaint).toBe('')
  const answer: Told = JSON.parse(told)
  expect(told).not.toContain(root)
  return answer
}

/** A folder with a board in it that the board's user owns. */
async function filled(): Promise<void> {
  mkdirSync(folder)
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  expect(await board()).toMatchObject({ source: 'live', sequence: 1, storage: { state: 'ok', reason: null } })
}

/** Like `filled`, with the log folded in as after a clean end. */
async function filledCleanly(): Promise<void> {
  await filled()
  new Sqlite(file()).pragma('wal_checkpoint(TRUNCATE)')
  for (const end of ['-wal', '-shm']) rmSync(`${file()}${end}`, { force: true })
}

const marketRequests = () => upstream.requests.filter((path) => path.startsWith('/coins/markets')).length

const file = () => join(folder, 'strata.db')

/** Each fault with what the board says of its storage; the board itself is live in every case. */
const FAULTS: [
  string,
  () => Promise<void> | void,
  { state: string; reason: RegExp | null; sequence?: number },
][] = [
  [
    'S5: a database of garbage',
    async () => {
      await filledCleanly()
      writeFileSync(file(), 'no database '.repeat(900))
    },
    { state: 'ok', reason: /damaged and has been put aside/ },
  ],
  [
    'S5: a log of garbage',
    async () => {
      await filled()
      writeFileSync(`${file()}-wal`, Buffer.alloc(5000, 0xa5))
    },
    { state: 'ok', reason: null },
  ],
  [
    'S6: a folder that may only be read',
    async () => {
      await filled()
      chmodSync(folder, 0o555)
      chmodSync(file(), 0o444)
    },
    { state: 'readonly', reason: /may not be written to/ },
  ],
  [
    'S6: a file that may only be read',
    async () => {
      await filled()
      chmodSync(file(), 0o444)
    },
    { state: 'readonly', reason: /may not be written to/ },
  ],
  [
    'S6: a folder in which none may be made',
    () => {
      mkdirSync(folder)
      chmodSync(folder, 0o555)
    },
    { state: 'readonly', reason: /may not be written to/ },
  ],
  [
    'S6: a folder that may not be made',
    () => chmodSync(root, 0o555),
    { state: 'readonly', reason: /may not be written to/ },
  ],
  [
    'a folder in the place of the database',
    () => {
      mkdirSync(file(), { recursive: true })
      if (isRoot) chownSync(folder, NOBODY, NOBODY)
    },
    { state: 'failing', reason: /cannot be used/ },
  ],
  [
    'a folder on a volume that is not there',
    () => symlinkSync(join(root, 'unmounted', 'data'), folder),
    { state: 'failing', reason: /cannot be used/ },
  ],
  [
    'S10: a database of a newer version',
    async () => {
      await filled()
      const newer = new Sqlite(file())
      newer.exec("insert into kysely_migration values ('0999-future', '2030-01-01T00:00:00.000Z')")
      newer.close()
    },
    { state: 'readonly', reason: /newer version of Strata/, sequence: 1 },
  ],
  [
    'a database of another program',
    async () => {
      await filled()
      rmSync(file())
      const other = new Sqlite(file())
      other.exec('create table answers (answer)')
      other.close()
      if (isRoot) chownSync(file(), NOBODY, NOBODY)
    },
    { state: 'readonly', reason: /another program/, sequence: 1 },
  ],
]

describe('a board that starts with', () => {
  it.each(FAULTS)(
    '%s is live and says so',
    async (_, damage, { state, reason, sequence }) => {
      await damage()
      const told = await board()
      chmodSync(root, 0o755)
      expect(told.source).toBe('live')
      if (sequence !== undefined) expect(told.sequence).toBe(sequence)
      expect(told.storage.state).toBe(state)
      if (reason === null) expect(told.storage.reason).toBeNull()
      else expect(told.storage.reason).toMatch(reason)
    },
    60_000,
  )

  it('S10: a newer database leaves every byte of it as it was', async () => {
    await filled()
    const newer = new Sqlite(file())
    newer.exec("insert into kysely_migration values ('0999-future', '2030-01-01T00:00:00.000Z')")
    newer.close()
    const before = readFileSync(file())
    await board()
    expect(readFileSync(file())).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toEqual([])
  }, 60_000)

  it.each([
    ['with its log beside it', filled],
    ['without a log', filledCleanly],
  ])(
    'S6: a database that may only be read, %s, goes on where it ended without a new question',
    async (_, fill) => {
      await fill()
      const asked = marketRequests()
      chmodSync(folder, 0o555)
      chmodSync(file(), 0o444)
      expect(await board()).toMatchObject({ source: 'live', sequence: 1 })
      expect(marketRequests()).toBe(asked)
    },
    60_000,
  )
})

describe('S2: a machine that lost power', () => {
  it('has lost its newest batches at most, and reads what is missing from the upstream again', async () => {
    const env = readEnv(environment(folder))
    const first = await createRuntime({ env, logger: createLogger('silent') })
    await first.runtime.feed.settled
    // A log that never reached the disk: what an unsynced write-ahead log amounts to.
    const before = readFileSync(file())
    await first.close()
    for (const name of ['strata.db-wal', 'strata.db-shm']) rmSync(join(folder, name), { force: true })
    writeFileSync(file(), before)
    const asked = upstream.requests.length
    const second = await createRuntime({ env, logger: createLogger('silent') })
    await second.runtime.feed.settled
    await expect
      .poll(() => second.runtime.feed.view('usd')?.historyProgress.filled, { timeout: 20_000 })
      .toBeGreaterThan(0)
    expect(second.runtime.feed.report()).toMatchObject({ source: 'live', storage: { state: 'ok' } })
    expect(upstream.requests.slice(asked).some((path) => path.startsWith('/coins/markets'))).toBe(true)
    await second.close()
  }, 60_000)
})
