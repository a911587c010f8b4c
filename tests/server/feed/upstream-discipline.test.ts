import { describe, expect, it } from 'vitest'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'
import { SimulatedBoard, serverFault } from '../../helpers/simulated-board.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const KEYLESS = {}
const DEMO = { COINGECKO_API_KEY: 'CG-test' }

const isMarkets = ({ path }: { path: string }) => path === '/coins/markets'
const fails =
  (failure: UpstreamFailure, retryAfterMs: number | null = null) =>
  () => ({
    error: new UpstreamError(failure, `it said ${failure}`, { status: 429, retryAfterMs }),
  })

async function started(env: Record<string, string>, tokens = 60): Promise<SimulatedBoard> {
  const board = new SimulatedBoard({ env, tokens })
  await board.restart()
  return board
}

describe('keyless', () => {
  it('asks at most four times in any minute: cold start, back-fill and three quick restarts included', async () => {
    const board = await started(KEYLESS)
    for (const pause of [1, 7, 20].map((seconds) => seconds * SECOND)) {
      await board.clock.advance(pause)
      await board.restart()
    }
    await board.clock.advance(10 * MINUTE)
    expect(board.most(MINUTE)).toBe(4)
    expect(board.requests().length).toBeGreaterThanOrEqual(38)
    expect(board.feed.view('usd')?.status).toBe('live')
  })

  it('counts a call before it leaves, so that a process killed during it has counted it', async () => {
    const board = await started(KEYLESS)
    board.upstream.behave = () => ({ tookMs: HOUR })
    await board.clock.advance(MINUTE)
    expect(board.store.calls).toHaveLength(board.upstream.seen.length)
  })

  it('asks once at a fresh start, at once', async () => {
    const board = await started(KEYLESS)
    expect(board.requests()[0]).toMatchObject({ at: 0, path: '/coins/markets' })
    expect(board.feed.view('usd')?.status).toBe('live')
  })

  it('shows stored data after a restart without asking while that is younger than the period', async () => {
    const board = await started(KEYLESS, 1)
    await board.clock.advance(10 * SECOND)
    await board.restart()
    await board.clock.advance(40 * SECOND)
    expect(board.requests(0, isMarkets)).toHaveLength(1)
    await board.clock.advance(20 * SECOND)
    expect(board.requests(0, isMarkets).map(({ at }) => at)).toEqual([0, MINUTE])
  })
})

describe('an upstream that fails', () => {
  it('is asked three times for one refresh at most', async () => {
    const board = await started(KEYLESS, 1)
    await board.clock.advance(90 * SECOND)
    board.upstream.behave = () => ({ error: serverFault() })
    await board.clock.advance(35 * SECOND)
    expect(board.requests(90 * SECOND)).toHaveLength(3)
  })

  it('is asked again for a tenth of the calls of an hour, although each retry would succeed', async () => {
    const board = await started(KEYLESS, 1)
    let first = 0
    board.upstream.behave = ({ at }) => {
      const isRetry = board.requests(at - 5 * SECOND).length > 1
      if (!isRetry) first += 1
      return { error: !isRetry && first % 2 === 0 ? serverFault() : null }
    }
    await board.clock.advance(4 * HOUR)
    const { retriesLastHour, retriesPerHour } = board.feed.report().calls
    expect(retriesLastHour).toBeGreaterThan(2)
    expect(retriesLastHour).toBeLessThanOrEqual(retriesPerHour)
    expect(retriesPerHour).toBeLessThanOrEqual(12)
  })

  it('is asked at most twenty times in the hour after the breaker opened, and never while it is open', async () => {
    const board = await started(KEYLESS)
    board.upstream.behave = () => ({ error: serverFault() })
    while (board.feed.report().breaker.state === 'closed') await board.clock.advance(SECOND)
    const opened = board.clock.monotonic()
    await board.clock.advance(29 * SECOND)
    expect(board.requests(opened + 1)).toEqual([])
    expect(board.feed.report()).toMatchObject({
      breaker: { state: 'open', trips: 1 },
      deferred: { reason: 'History waits until prices arrive again' },
    })
    await board.clock.advance(HOUR)
    const probes = board.requests(opened + 1).length
    expect(probes).toBeGreaterThan(10)
    expect(probes).toBeLessThanOrEqual(20)
  })

  it('is live again with the first probe that succeeds', async () => {
    const board = await started(KEYLESS, 1)
    board.upstream.behave = () => ({ error: serverFault() })
    while (board.feed.report().breaker.state === 'closed') await board.clock.advance(SECOND)
    board.upstream.behave = () => ({})
    await board.clock.advance(31 * SECOND)
    expect(board.feed.view('usd')).toMatchObject({ status: 'live', statusReason: null })
    expect(board.feed.report().breaker).toMatchObject({ state: 'closed', openUntil: null })
  })

  it('is left alone by a restarted process too, which says why', async () => {
    const board = await started(KEYLESS)
    board.upstream.behave = () => ({ error: serverFault() })
    await board.clock.advance(30 * MINUTE)
    const { openUntil, trips } = board.feed.report().breaker
    const before = board.upstream.seen.length
    await board.restart()
    expect(board.feed.report().breaker).toMatchObject({ openUntil, trips })
    expect(board.feed.view('usd')?.statusReason).toMatch(
      /^CoinGecko failed several times .* next try .* UTC$/,
    )
    await board.clock.advance((openUntil ?? 0) - board.clock.now() - 1)
    expect(board.upstream.seen).toHaveLength(before)
    await board.clock.advance(2)
    expect(board.upstream.seen).toHaveLength(before + 1)
  })

  it('counts as failing when it answers too slowly, although its data is taken', async () => {
    const board = await started(KEYLESS, 1)
    board.upstream.behave = () => ({ tookMs: 6 * SECOND })
    await board.clock.advance(5 * MINUTE + 10 * SECOND)
    expect(board.feed.report().breaker.state).toBe('open')
    expect(board.feed.view('usd')).toMatchObject({ status: 'live', market: { sequence: 6 } })
  })

  it('has its failures counted by endpoint and outcome, each told once', async () => {
    const board = await started(KEYLESS, 1)
    await board.clock.advance(90 * SECOND)
    board.upstream.behave = fails('dns')
    await board.clock.advance(35 * SECOND)
    expect(board.feed.report().outcomes).toEqual([
      { endpoint: 'markets', outcome: 'ok', count: 2 },
      { endpoint: 'history', outcome: 'ok', count: 2 },
      { endpoint: 'markets', outcome: 'dns', count: 3 },
    ])
    expect(board.calls.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok', 'dns', 'dns', 'dns'])
    expect(board.feed.view('usd')).toMatchObject({ status: 'live', statusReason: 'it said dns' })
  })
})

describe('an upstream that refuses', () => {
  it('is not called for anything as long as it asks, nor by the next process', async () => {
    const board = await started(KEYLESS)
    await board.clock.advance(MINUTE)
    board.upstream.behave = fails('rate-limited', 120 * SECOND)
    await board.clock.advance(15 * SECOND)
    const before = board.upstream.seen.length
    const { nextFreeAt } = board.feed.report().calls
    await board.clock.advance(30 * SECOND)
    await board.restart()
    expect(board.feed.report().calls.nextFreeAt).toBe(nextFreeAt)
    await board.clock.advance((nextFreeAt ?? 0) - board.clock.now() - 1)
    expect(board.upstream.seen).toHaveLength(before)
    const limited = board.upstream.seen.at(-1)?.at ?? 0
    await board.clock.advance(15 * SECOND)
    const next = board.upstream.seen[before]?.at ?? 0
    expect(next - limited).toBeGreaterThanOrEqual(120 * SECOND)
    expect(next - limited).toBeLessThanOrEqual(132 * SECOND + 1)
  })

  it('silences refreshes too when it was a history call that it refused, and is asked for prices first after that', async () => {
    const board = await started(KEYLESS)
    board.upstream.behave = ({ path }) =>
      path === '/coins/markets' ? {} : fails('rate-limited', 300 * SECOND)()
    await board.clock.advance(40 * MINUTE)
    const later = board.requests(1)
    expect(later[0]?.at).toBeGreaterThanOrEqual(300 * SECOND)
    expect(later[0]).toMatchObject({ path: '/coins/markets' })
    expect(later.filter(isMarkets).length).toBeGreaterThan(15)
  })

  it('for a bad key is asked four times an hour at most, by nobody else either', async () => {
    const board = new SimulatedBoard({ env: DEMO })
    board.upstream.behave = fails('bad-key')
    await board.restart()
    await board.clock.advance(5 * HOUR)
    expect(board.most(HOUR - 1)).toBe(4)
    expect(board.feed.view('usd')?.statusReason).toBe('it said bad-key')
  })

  it('for a bad key is asked without it in between, where that is wanted', async () => {
    const board = new SimulatedBoard({ env: { ...DEMO, COINGECKO_KEYLESS_FALLBACK: 'on' }, tokens: 60 })
    board.upstream.behave = (request) => (request.keyed ? fails('bad-key')() : {})
    await board.restart()
    await board.clock.advance(3 * HOUR)
    const keyed = board.requests(0, (request) => request.keyed).map(({ at }) => at)
    for (const from of keyed) {
      expect(keyed.filter((at) => at >= from && at < from + HOUR).length).toBeLessThanOrEqual(4)
    }
    expect(board.most(MINUTE)).toBeLessThanOrEqual(5)
    expect(board.feed.view('usd')).toMatchObject({
      status: 'live',
      statusReason: 'it said bad-key; going on without it',
    })
  })

  it('for one unknown id is asked for that id once a day', async () => {
    const board = new SimulatedBoard({ env: KEYLESS, tokens: 3 })
    board.upstream.behave = ({ path }) => (path.includes('token-1') ? fails('not-found')() : {})
    await board.restart()
    await board.clock.advance(60 * HOUR)
    const asked = board.requests(0, ({ path }) => path.includes('token-1')).map(({ at }) => at)
    expect(asked).toHaveLength(3)
    for (const [index, at] of asked.entries()) {
      expect(at - (asked[index - 1] ?? at - 24 * HOUR)).toBeGreaterThanOrEqual(24 * HOUR)
    }
  })
})

describe('the time', () => {
  it('set back by an hour neither skips nor doubles a refresh, and asOf goes on', async () => {
    const board = await started(KEYLESS, 1)
    await board.clock.advance(3 * MINUTE)
    const asOf = board.feed.view('usd')?.market.asOf ?? 0
    board.clock.jumpWall(-HOUR)
    await board.clock.advance(5 * MINUTE)
    expect(board.requests(0, isMarkets).map(({ at }) => at / MINUTE)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(board.feed.view('usd')?.market.asOf).toBe(asOf + 5 * MINUTE)
    expect(board.feed.view('usd')?.status).toBe('live')
  })

  it('lost to two hours of sleep is followed by one refresh within five seconds', async () => {
    const board = await started(KEYLESS, 1)
    await board.clock.advance(3 * MINUTE + 20 * SECOND)
    const woke = board.clock.monotonic()
    board.clock.jumpWall(2 * HOUR)
    expect(board.feed.view('usd')?.status).toBe('stale')
    await board.clock.advance(5 * SECOND)
    expect(board.requests(woke)).toHaveLength(1)
    expect(board.feed.view('usd')?.status).toBe('live')
    await board.clock.advance(50 * SECOND)
    expect(board.requests(woke)).toHaveLength(1)
  })

  it('a refresh takes never lets a second one begin beside it', async () => {
    const board = await started(KEYLESS, 1)
    let inFlight = 0
    let most = 0
    board.upstream.behave = () => {
      inFlight += 1
      most = Math.max(most, inFlight)
      board.clock.schedule(4 * MINUTE, () => {
        inFlight -= 1
      })
      return { tookMs: 4 * MINUTE }
    }
    await board.clock.advance(3 * MINUTE)
    board.audience.seen(board.clock.now())
    await board.clock.advance(MINUTE)
    expect([inFlight, most]).toEqual([1, 1])
  })
})
