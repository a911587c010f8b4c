import { describe, expect, it } from 'vitest'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'
import { serverFault, startedBoard } from '../../helpers/simulated-board.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const KEYLESS = {}
const fails =
  (failure: UpstreamFailure, retryAfterMs: number | null = null) =>
  () => ({
    error: new UpstreamError(failure, `it said ${failure}`, { status: 429, retryAfterMs }),
  })

describe('an upstream that fails', () => {
  it('is asked three times for one refresh at most', async () => {
    const board = await startedBoard(KEYLESS, 1)
    await board.clock.advance(90 * SECOND)
    board.upstream.behave = () => ({ error: serverFault() })
    await board.clock.advance(35 * SECOND)
    expect(board.requests(90 * SECOND)).toHaveLength(3)
  })

  it('is asked again for a tenth of the calls of an hour, although each retry would succeed', async () => {
    const board = await startedBoard(KEYLESS, 1)
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
    const board = await startedBoard(KEYLESS)
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
    const board = await startedBoard(KEYLESS, 1)
    board.upstream.behave = () => ({ error: serverFault() })
    while (board.feed.report().breaker.state === 'closed') await board.clock.advance(SECOND)
    board.upstream.behave = () => ({})
    await board.clock.advance(31 * SECOND)
    expect(board.feed.view('usd')).toMatchObject({ status: 'live', statusReason: null })
    expect(board.feed.report().breaker).toMatchObject({ state: 'closed', openUntil: null })
  })

  it('is left alone by a restarted process too, which says why', async () => {
    const board = await startedBoard(KEYLESS)
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
    const board = await startedBoard(KEYLESS, 1)
    board.upstream.behave = () => ({ tookMs: 6 * SECOND })
    await board.clock.advance(5 * MINUTE + 10 * SECOND)
    expect(board.feed.report().breaker.state).toBe('open')
    expect(board.feed.view('usd')).toMatchObject({ status: 'live', market: { sequence: 6 } })
  })

  it('has its failures counted by endpoint and outcome, each told once', async () => {
    const board = await startedBoard(KEYLESS, 1)
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
