import { describe, expect, it } from 'vitest'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'
import { SimulatedBoard, startedBoard } from '../../helpers/simulated-board.ts'

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

describe('an upstream that refuses', () => {
  it('is not called for anything as long as it asks, nor by the next process', async () => {
    const board = await startedBoard(KEYLESS)
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
    const board = await startedBoard(KEYLESS)
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
