import { describe, expect, it } from 'vitest'
import { startedBoard } from '../../helpers/simulated-board.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const KEYLESS = {}
const isMarkets = ({ path }: { path: string }) => path === '/coins/markets'

describe('the time', () => {
  it('set back by an hour neither skips nor doubles a refresh, and asOf goes on', async () => {
    const board = await startedBoard(KEYLESS, 1)
    await board.clock.advance(3 * MINUTE)
    const asOf = board.feed.view('usd')?.market.asOf ?? 0
    board.clock.jumpWall(-HOUR)
    await board.clock.advance(5 * MINUTE)
    expect(board.requests(0, isMarkets).map(({ at }) => at / MINUTE)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(board.feed.view('usd')?.market.asOf).toBe(asOf + 5 * MINUTE)
    expect(board.feed.view('usd')?.status).toBe('live')
  })

  it('lost to two hours of sleep is followed by one refresh within five seconds', async () => {
    const board = await startedBoard(KEYLESS, 1)
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
    const board = await startedBoard(KEYLESS, 1)
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
