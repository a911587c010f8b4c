import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRuntime, type OpenRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStatus } from '#lib/server/services/get-status'
import { type LoopbackUpstream, startLoopbackUpstream } from '../../e2e/loopback-upstream.ts'

const BOARD = fileURLToPath(new URL('./board-process.ts', import.meta.url))
const VIEW = { weighting: 'capped', scope: 'core' } as const
let folder: string
let upstream: LoopbackUpstream
let open: OpenRuntime | null
let other: ChildProcess | null

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-two-'))
  upstream = await startLoopbackUpstream()
  open = null
  other = null
})
afterEach(async () => {
  await open?.close()
  other?.kill('SIGKILL')
  await upstream.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})

const environment = () => ({
  NODE_ENV: 'test' as const,
  COINGECKO_API_KEY: 'CG-test',
  COINGECKO_BASE_URL: upstream.baseUrl,
  STRATA_DATA_DIR: folder,
  STRATA_REFRESH_SECONDS: '15',
  STRATA_MONTHLY_CREDITS: '1000000',
})

async function startOther(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [BOARD], {
    env: { PATH: process.env.PATH, ...environment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  other = child
  await once(child.stdout, 'data')
  return child
}

async function startMine(): Promise<OpenRuntime> {
  open = await createRuntime({ env: readEnv(environment()), logger: createLogger('silent') })
  return open
}

describe('S4: two processes on one data folder', () => {
  it('make one poller: the second shows what is stored, says so, and takes over when the first is killed', async () => {
    const first = await startOther()
    const asked = upstream.requests.length
    expect(asked).toBeGreaterThan(0)
    const { runtime } = await startMine()
    const snapshot = await getSnapshot(VIEW)
    expect(snapshot).toMatchObject({
      source: 'live',
      sequence: 1,
      statusReason: expect.stringContaining('Another Strata process'),
    })
    const status = await getStatus()
    expect(status.storage).toMatchObject({
      state: 'readonly',
      reason: expect.stringContaining('Another Strata process'),
    })
    expect(JSON.stringify(status)).not.toContain(folder)
    // The first may fill history meanwhile; a second poller would ask for the market.
    expect(upstream.requests.filter((path) => path.startsWith('/coins/markets'))).toHaveLength(1)
    const ended = once(first, 'exit')
    first.kill('SIGKILL')
    await ended
    await expect.poll(() => runtime.feed.report().storage.state, { timeout: 20_000 }).toBe('ok')
    await expect.poll(() => runtime.feed.view('usd')?.market.sequence, { timeout: 30_000 }).toBe(2)
    expect((await getSnapshot(VIEW)).statusReason).toBeNull()
  }, 60_000)

  it('let a one-off command read and count its calls beside the server without standing in its way', async () => {
    const server = await startMine()
    await server.runtime.feed.settled
    const before = await getStatus()
    const command = await createRuntime({
      env: readEnv(environment()),
      logger: createLogger('silent'),
      readOnly: true,
    })
    await command.runtime.feed.settled
    expect(command.runtime.feed.view('usd')?.status).toBe('live')
    expect(command.runtime.feed.report().storage.state).toBe('ok')
    await command.close()
    expect(before.storage.state).toBe('ok')
    expect(server.runtime.feed.report().storage).toMatchObject({ state: 'ok', queued: 0 })
  })
})

describe('S3: a board whose database is locked while it starts', () => {
  it('is live at once, and has the stored history and numbering once the lock goes away', async () => {
    const first = await startMine()
    await first.runtime.feed.settled
    await expect
      .poll(() => first.runtime.feed.historyPoints('bittensor', 'daily').length, { timeout: 20_000 })
      .toBeGreaterThan(1)
    await first.close()
    const locker = new Sqlite(join(folder, 'strata.db'))
    locker.pragma('locking_mode = exclusive')
    locker.exec('begin exclusive; update credit_month set used = used + 100; commit')
    const { runtime } = await startMine()
    await runtime.feed.settled
    expect(runtime.feed.report()).toMatchObject({ source: 'live', storage: { state: 'locked' } })
    expect(runtime.feed.view('usd')?.market.sequence).toBe(1)
    locker.close()
    await expect.poll(() => runtime.feed.report().storage.state, { timeout: 20_000 }).toBe('ok')
    await expect.poll(() => runtime.feed.view('usd')?.market.sequence, { timeout: 20_000 }).toBeGreaterThan(1)
    expect(runtime.feed.report().calls.creditsUsed).toBeGreaterThan(100)
  }, 60_000)
})
