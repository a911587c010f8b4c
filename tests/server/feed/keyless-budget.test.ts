import { describe, expect, it } from 'vitest'
import { serverFault, startedBoard } from '../../helpers/simulated-board.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const KEYLESS = {}
const isMarkets = ({ path }: { path: string }) => path === '/coins/markets'

describe('keyless', () => {
  it('asks at most four times in any minute: cold start, back-fill and three quick restarts included', async () => {
    const board = await startedBoard(KEYLESS)
    for (const pause of [1, 7, 20].map((seconds) => seconds * SECOND)) {
      await board.clock.advance(pause)
      await board.restart()
    }
    await board.clock.advance(10 * MINUTE)
    expect(board.most(MINUTE)).toBe(4)
    expect(board.requests().length).toBeGreaterThanOrEqual(38)
    expect(board.feed.view('usd')?.status).toBe('live')
  })

  it('does not retry a refresh whose minute history has used up meanwhile', async () => {
    const board = await startedBoard(KEYLESS)
    board.upstream.behave = (request) =>
      isMarkets(request) ? { error: serverFault(), tookMs: 4 * SECOND } : {}
    await board.clock.advance(3 * MINUTE)
    expect(board.requests(MINUTE).filter(isMarkets).length).toBeGreaterThan(0)
    expect(board.most(MINUTE)).toBe(4)
  })

  it('counts a call before it leaves, so that a process killed during it has counted it', async () => {
    const board = await startedBoard(KEYLESS)
    board.upstream.behave = () => ({ tookMs: HOUR })
    await board.clock.advance(MINUTE)
    expect(board.store.calls).toHaveLength(board.upstream.seen.length)
  })

  it('asks once at a fresh start, at once', async () => {
    const board = await startedBoard(KEYLESS)
    expect(board.requests()[0]).toMatchObject({ at: 0, path: '/coins/markets' })
    expect(board.feed.view('usd')?.status).toBe('live')
  })

  it('shows stored data after a restart without asking while that is younger than the period', async () => {
    const board = await startedBoard(KEYLESS, 1)
    await board.clock.advance(10 * SECOND)
    await board.restart()
    await board.clock.advance(40 * SECOND)
    expect(board.requests(0, isMarkets)).toHaveLength(1)
    await board.clock.advance(20 * SECOND)
    expect(board.requests(0, isMarkets).map(({ at }) => at)).toEqual([0, MINUTE])
  })
})
