import { afterEach, describe, expect, it } from 'vitest'
import { Status } from '#lib/core/contract/status'
import { DEFAULT_CSV_OPTIONS } from '#lib/core/csv/csv-options'
import type { Quote } from '#lib/core/market/quote'
import { Audience } from '#lib/server/audience'
import { setRuntime } from '#lib/server/runtime'
import { exportSnapshot } from '#lib/server/services/export-snapshot'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { getStatus } from '#lib/server/services/get-status'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { feedFixture, stackFileStandIn, stackOf } from '../../helpers/feed-fixture.ts'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const VIEW = { weighting: 'capped', scope: 'core' } as const
const MINUTE = 60_000
const NEXT_REFRESH = 61_000
const START = Date.UTC(2026, 10, 22, 12)
const IDS = Array.from({ length: 10 }, (_, at) => `token-${at}`)

let stop = () => {}
let boards = 0
afterEach(() => stop())

/** The services over a live feed after its first answer; `answer` lets the next one differ. */
async function running() {
  boards += 1
  const { feed, clock, source, store } = feedFixture({ ids: IDS })
  const stackFile = stackFileStandIn(stackOf(IDS))
  stop = () => feed.stop()
  setRuntime({
    feed,
    clock,
    // Answers are remembered by the mapping's hash for the life of a process.
    stackFile: { ...stackFile, current: () => ({ ...stackFile.current(), sha256: `${boards}` }) },
    audience: new Audience(),
    plan: 'keyless',
    build: { version: '1.0.0', node: 'v24', startedAt: new Date(START).toISOString() },
    publicUrl: 'http://localhost:3000',
    projectRoot: '.',
    storageEngine: 'sqlite',
    sharedBoard: null,
    lease: { state: 'held', term: 1 },
    draining: false,
  })
  let change: (id: string) => Partial<Quote> | null = () => ({})
  source.quotes = (asked) =>
    asked.flatMap((id) => {
      const own = change(id)
      return own === null ? [] : [quoteFixture(id, { lastUpdated: clock.now(), ...own })]
    })
  await feed.start()
  await clock.advance(0)
  const answer = async (next: typeof change) => {
    change = next
    await clock.advance(NEXT_REFRESH)
  }
  return { feed, clock, source, store, answer }
}

const lineOf = (status: Status, id: string) => status.tokens.lines.find((line) => line.id === id)

describe('getStatus', () => {
  it('lists a token whose tick is held back with the reason and what releases it; no answer holds the tick', async () => {
    const { answer } = await running()
    const spike = {
      price: 71_234.5,
      high24h: 81_234.5,
      ath: 91_234.5,
      returns: { ...quoteFixture('a').returns, '24h': 57.123 },
    }
    await answer((id) => (id === 'token-3' ? spike : {}))
    const status = await getStatus()
    expect(Status.parse(status)).toEqual(status)
    expect(status.tokens.quarantined).toEqual([
      {
        id: 'token-3',
        currency: 'usd',
        reason: 'price-jump',
        message: 'Its price jumped more than fivefold at once, and its market cap does not confirm it',
        release:
          'A price near the last accepted one, or three answers in a row that agree within 20 %: 1 so far',
        since: new Date(START + NEXT_REFRESH).toISOString(),
        lastGoodAt: new Date(START).toISOString(),
        heldBack: 1,
      },
    ])
    expect(lineOf(status, 'token-3')).toMatchObject({ state: 'quarantined', ageSeconds: 61 })
    const snapshot = await getSnapshot(VIEW)
    expect(snapshot.coverage.quarantined).toEqual(['token-3'])
    expect(snapshot.sector).toMatchObject({ coveredCount: 9, breadth24h: { up: 9, unknown: 1 } })
    const files = await Promise.all(
      (['tokens', 'layers'] as const).map((kind) =>
        exportSnapshot({ ...VIEW, kind, options: DEFAULT_CSV_OPTIONS }),
      ),
    )
    const everything = JSON.stringify([status, snapshot, files])
    for (const value of ['71234', '81234', '91234', '57.123', '5712']) expect(everything).not.toContain(value)
  })

  it('says that an answer is refused as a whole, and when that began', async () => {
    const { answer } = await running()
    await answer(() => ({ price: 10_000 }))
    await answer(() => ({ price: 10_000 }))
    const { guard, mode, reason } = await getStatus()
    expect(guard.refusedBatch).toMatchObject({
      message: "CoinGecko's answer is held back: 10 of 10 prices rose by more than half at once",
      since: new Date(START + NEXT_REFRESH).toISOString(),
      refused: 2,
    })
    expect([mode, reason]).toEqual(['delayed', guard.refusedBatch?.message])
  })

  it('says of each token why it is not fresh', async () => {
    const { answer } = await running()
    await answer((id) => (id === 'token-1' ? null : {}))
    const status = await getStatus()
    expect(lineOf(status, 'token-0')).toMatchObject({ state: 'fresh', reason: null })
    expect(lineOf(status, 'token-1')).toMatchObject({
      state: 'stale',
      reason: "CoinGecko's last answer has no price of it",
    })
  })

  it('turns exactly the tokens stale whose own time stands still, at the limit', async () => {
    const { answer, clock } = await running()
    const frozen = new Set(IDS.slice(0, 3))
    await answer((id) => (frozen.has(id) ? { lastUpdated: START } : {}))
    const staleIds = async () => (await getStatus()).tokens.stale.map(({ id }) => id).toSorted()
    await clock.advance(START + 15 * MINUTE - clock.now())
    expect(await staleIds()).toEqual([])
    await clock.advance(1)
    expect(await staleIds()).toEqual(IDS.slice(0, 3))
    expect(lineOf(await getStatus(), 'token-0')?.reason).toBe('CoinGecko has not updated its price since')
  })

  it('tells since when a self-check finding stands', async () => {
    const { answer } = await running()
    const findings = async () => lineOf(await getStatus(), 'token-2')?.findings
    expect(await findings()).toEqual([])
    await answer((id) => (id === 'token-2' ? { marketCap: 1.1e9 } : {}))
    const since = new Date(START + NEXT_REFRESH).toISOString()
    expect(await findings()).toEqual([{ flag: 'cap-supply-mismatch', since }])
    await answer((id) => (id === 'token-2' ? { marketCap: 1.2e9 } : {}))
    expect(await findings()).toEqual([{ flag: 'cap-supply-mismatch', since }])
    await answer(() => ({}))
    expect(await findings()).toEqual([])
  })
})

describe('maxAge', () => {
  it('refuses data older than asked for, in JSON and both CSVs, and takes data of just that age', async () => {
    const { clock, source } = await running()
    source.failure = new UpstreamError('timeout', 'CoinGecko did not answer')
    const asks = [
      () => getSnapshot({ ...VIEW, maxAge: 60 }),
      () => exportSnapshot({ ...VIEW, maxAge: 60, kind: 'tokens', options: DEFAULT_CSV_OPTIONS }),
      () => exportSnapshot({ ...VIEW, maxAge: 60, kind: 'layers', options: DEFAULT_CSV_OPTIONS }),
    ]
    await clock.advance(60_000)
    for (const ask of asks) await expect(ask()).resolves.toBeDefined()
    await clock.advance(1)
    for (const ask of asks)
      await expect(ask()).rejects.toMatchObject({
        code: 'stale',
        field: 'maxAge',
        message: 'maxAge is 60 s, but the newest data is 61 s old',
      })
    expect((await getSnapshot(VIEW)).status).toBe('live')
  })
})

describe('status modes', () => {
  it.each([
    [2 * MINUTE, 'live'],
    [2 * MINUTE + 1, 'delayed'],
    [15 * MINUTE, 'delayed'],
    [15 * MINUTE + 1, 'stale'],
    [24 * 60 * MINUTE, 'stale'],
    [24 * 60 * MINUTE + 1, 'offline'],
  ])('after %i ms without an answer everyone says %s', async (age, status) => {
    const { clock, source } = await running()
    source.failure = new UpstreamError('timeout', 'CoinGecko did not answer')
    await clock.advance(age)
    expect((await getStatus()).mode).toBe(status)
    expect((await getSnapshot(VIEW)).status).toBe(status)
    const { body } = await exportSnapshot({ ...VIEW, kind: 'tokens', options: DEFAULT_CSV_OPTIONS })
    expect(body.split('\r\n')[1]).toContain(`,live,${status},`)
  })
})
