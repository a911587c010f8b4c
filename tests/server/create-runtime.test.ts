import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '#lib/server/clock'
import { createRuntime, type OpenRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import type { EndedCall } from '#lib/server/feed/call-log'
import { createLogger } from '#lib/server/logger'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStatus } from '#lib/server/services/get-status'
import { readStack, stackText } from '../core/stack/edited-stack.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { answerJson, type StubUpstream, startStubUpstream } from '../helpers/stub-upstream.ts'

const VIEW = { weighting: 'capped', scope: 'core' } as const
let folder: string
let open: OpenRuntime
let upstream: StubUpstream | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-runtime-'))
  upstream = null
})
afterEach(async () => {
  await open.close()
  await upstream?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('createRuntime', () => {
  it('keeps the last good mapping when the file turns bad, says so on the status, and takes a mended one', async () => {
    const file = join(folder, 'stack.json')
    writeFileSync(file, stackText)
    const clock = new ManualClock(Date.UTC(2026, 10, 22))
    const env = readEnv({ STRATA_SOURCE: 'recorded', STRATA_STACK_FILE: file })
    open = await createRuntime({ env, logger: createLogger('silent'), clock })
    writeFileSync(file, stackText.replace('"schemaVersion": 1', '"schemaVersion": 9'))
    await clock.advance(5000)
    const { mapping } = await getStatus()
    expect(mapping.problem).toContain('stack.json:')
    expect(mapping.problem).toContain('unknown schema version; allowed: 1')
    expect(mapping.problem).not.toContain(folder)
    expect((await getSnapshot(VIEW)).mapping.version).toBe(readStack().version)
    writeFileSync(file, stackText.replace(`"version": "${readStack().version}"`, '"version": "2026-12-01"'))
    await clock.advance(5000)
    expect((await getStatus()).mapping).toMatchObject({ problem: null, version: '2026-12-01' })
    expect((await getSnapshot(VIEW)).mapping.version).toBe('2026-12-01')
  })

  const row = (id: string) => ({
    id,
    symbol: 'tao',
    name: 'Bittensor',
    current_price: 343.58,
    market_cap: 2_972_496_855,
    last_updated: new Date().toISOString(),
  })
  const refusal = answerJson(
    { status: { error_code: 10002, error_message: 'API Key Missing' } },
    { status: 401 },
  )

  it('says in words that the key was refused, shows recorded data and never prints the key', async () => {
    upstream = await startStubUpstream()
    upstream.script(refusal)
    const env = readEnv({
      COINGECKO_API_KEY: 'CG-canary',
      COINGECKO_BASE_URL: upstream.baseUrl,
      STRATA_DATA_DIR: folder,
    })
    open = await createRuntime({ env, logger: createLogger('silent') })
    await open.runtime.feed.settled
    const snapshot = await getSnapshot(VIEW)
    expect(snapshot).toMatchObject({
      status: 'recorded',
      statusReason: expect.stringContaining('refused the API key'),
    })
    const status = await getStatus()
    expect(status.upstream).toMatchObject({ plan: 'demo', failure: { code: 'bad-key' } })
    expect(JSON.stringify({ snapshot, status, runtime: open.runtime.feed.report() })).not.toContain('canary')
  })

  it('goes on without a refused key when told to, says so and sends no key', async () => {
    upstream = await startStubUpstream()
    upstream.script(refusal, answerJson([row('bittensor')]), answerJson({ prices: [] }))
    const env = readEnv({
      COINGECKO_API_KEY: 'CG-canary',
      COINGECKO_BASE_URL: upstream.baseUrl,
      COINGECKO_KEYLESS_FALLBACK: 'on',
      STRATA_DATA_DIR: folder,
    })
    open = await createRuntime({ env, logger: createLogger('silent') })
    await open.runtime.feed.settled
    expect(await getSnapshot(VIEW)).toMatchObject({
      status: 'live',
      statusReason: expect.stringContaining('going on without it'),
    })
    const [first, second] = upstream.requests
    expect([first?.headers['x-cg-demo-api-key'], second?.headers['x-cg-demo-api-key']]).toEqual([
      'CG-canary',
      undefined,
    ])
    expect((await getStatus()).budget.creditsUsed).toBe(0)
  })

  it('shows the stored board after a restart before the first call, and reads without writing when asked to', async () => {
    upstream = await startStubUpstream()
    upstream.script(answerJson([row('bittensor')]), answerJson({ prices: [] }))
    const env = readEnv({ COINGECKO_BASE_URL: upstream.baseUrl, STRATA_DATA_DIR: folder })
    open = await createRuntime({ env, logger: createLogger('silent') })
    await open.runtime.feed.settled
    const stored = await getSnapshot(VIEW)
    await open.close()
    upstream.script(answerJson({ error: 'down' }, { status: 400 }))
    open = await createRuntime({ env, logger: createLogger('silent'), readOnly: true })
    expect(open.runtime.feed.view('usd')?.market).toMatchObject({
      sequence: stored.sequence,
      asOf: Date.parse(stored.asOf),
    })
    await open.runtime.feed.settled
    expect((await getSnapshot(VIEW)).source).toBe('live')
  })

  it.each([3_600_000, -3_600_000])(
    "is right about every age although the machine's clock is %i ms wrong, and tells how wrong",
    async (wrong) => {
      upstream = await startStubUpstream()
      upstream.script(answerJson([row('bittensor')]), answerJson({ prices: [] }))
      const env = readEnv({ COINGECKO_BASE_URL: upstream.baseUrl, STRATA_DATA_DIR: folder })
      const clock = { ...systemClock, now: () => Date.now() + wrong }
      const calls: EndedCall[] = []
      open = await createRuntime({
        env,
        logger: createLogger('silent'),
        clock,
        onCall: (call) => calls.push(call),
      })
      await open.runtime.feed.settled
      const snapshot = await getSnapshot(VIEW)
      const token = snapshot.tokens.find(({ id }) => id === 'bittensor')
      expect([snapshot.status, token?.state]).toEqual(['live', 'fresh'])
      expect(Math.abs(Date.parse(snapshot.fetchedAt) - Date.now())).toBeLessThan(5_000)
      expect(Math.abs((open.runtime.feed.report().clockSkewMs ?? 0) - wrong)).toBeLessThan(5_000)
      expect(calls[0]).toEqual({ endpoint: 'markets', outcome: 'ok', durationMs: expect.any(Number) })
    },
  )
})
