import { describe, expect, it } from 'vitest'
import { SimulatedBoard, serverFault } from '../../helpers/simulated-board.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const CREDITS = 10_000
const DEMO = { COINGECKO_API_KEY: 'CG-test' }
const isMarkets = ({ path }: { path: string }) => path === '/coins/markets'

/** Repeatable randomness. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

interface Month {
  env?: Record<string, string>
  viewers: number
  days?: number
}

/** December with three restarts a day, one call in a hundred failing, and viewers who look every ten minutes. */
async function simulateMonth({ env = {}, viewers, days = 31 }: Month): Promise<SimulatedBoard> {
  const board = new SimulatedBoard({ env: { ...DEMO, ...env }, tokens: 4, random: seeded(7) })
  const luck = seeded(11)
  board.upstream.behave = () => ({ error: luck() < 0.01 ? serverFault() : null })
  for (let part = 0; part < 3 * days; part += 1) {
    await board.restart()
    for (let time = 0; time < 8 * HOUR; time += 10 * MINUTE) {
      for (let viewer = 0; viewer < viewers; viewer += 1) board.audience.seen(board.clock.now())
      await board.clock.advance(10 * MINUTE)
    }
  }
  return board
}

const creditsOf = (board: SimulatedBoard) => board.store.credits.get('2026-12') ?? 0

describe('a month on Demo', () => {
  it('keeps to 10 000 credits over 31 days with three restarts a day, retries and back-fill', async () => {
    const board = await simulateMonth({ viewers: 1 })
    expect(creditsOf(board)).toBeLessThanOrEqual(CREDITS)
    expect(creditsOf(board)).toBeGreaterThan(8_900)
    for (let day = 0; day < 31; day += 1) {
      const calls = board.requests(day * DAY, ({ at }) => at < (day + 1) * DAY)
      // History is asked on the first day; after that, a day is its refreshes and hardly more.
      const counted = day === 0 ? calls.filter(isMarkets) : calls
      expect(counted.length).toBeLessThanOrEqual(1.05 * (DAY / (300 * 1000)))
    }
    expect(board.feed.view('usd')?.historyProgress).toEqual({ filled: 4, needed: 4 })
  }, 120_000)

  it('makes the same calls at the same times for one viewer and for ten thousand', async () => {
    const [one, many] = [
      await simulateMonth({ viewers: 1, days: 3 }),
      await simulateMonth({ viewers: 10_000, days: 3 }),
    ]
    expect(one.upstream.seen.length).toBeGreaterThan(800)
    expect(many.upstream.seen).toEqual(one.upstream.seen)
  }, 60_000)

  it('stretches a period too short for the credits, and still has some on the last day', async () => {
    const board = await simulateMonth({
      viewers: 1,
      env: { STRATA_REFRESH_SECONDS: '60', STRATA_MONTHLY_CREDITS: '1000' },
    })
    expect(creditsOf(board)).toBeLessThanOrEqual(1_000)
    expect(creditsOf(board)).toBeGreaterThan(900)
    expect(board.requests(30 * DAY, isMarkets).length).toBeGreaterThan(20)
  }, 60_000)

  it('keeps credits for prices: history beyond the surplus comes slowly, and says why', async () => {
    const board = new SimulatedBoard({
      env: { ...DEMO, STRATA_REFRESH_SECONDS: '60', STRATA_MONTHLY_CREDITS: '2000' },
      tokens: 100,
    })
    await board.restart()
    await board.clock.advance(DAY)
    // 5 % of the credits over 31 days are three calls a day.
    expect(board.requests(0, (request) => !isMarkets(request)).length).toBeLessThanOrEqual(4)
    expect(board.feed.report().deferred).toMatchObject({
      historyCalls: expect.toSatisfy((calls: number) => calls >= 196),
      reason: "History waits so that the month's credits last for prices",
    })
  })
})

describe('a Demo board nobody looks at', () => {
  it('refreshes a quarter as often after 15 minutes, and at once when a reader comes back to old data', async () => {
    const board = new SimulatedBoard({ env: DEMO, tokens: 1 })
    await board.restart()
    board.audience.seen(board.clock.now())
    await board.clock.advance(14 * MINUTE)
    expect(board.feed.report().periodMs).toBe(5 * MINUTE)
    await board.clock.advance(6 * HOUR)
    expect(board.feed.report().periodMs).toBe(20 * MINUTE)
    expect(board.requests(HOUR, isMarkets).length).toBeLessThanOrEqual(16)
    expect(board.feed.view('usd')?.status).toBe('live')
    const refreshed = board.requests(0, isMarkets).length
    const age = () => board.clock.now() - (board.feed.view('usd')?.market.fetchedAt ?? 0)
    while (age() < 10 * MINUTE) await board.clock.advance(MINUTE)
    const before = Math.max(refreshed, board.requests(0, isMarkets).length)
    board.audience.seen(board.clock.now())
    await board.clock.advance(0)
    expect(board.requests(0, isMarkets)).toHaveLength(before + 1)
    expect(board.feed.report().periodMs).toBe(5 * MINUTE)
    board.audience.seen(board.clock.now())
    await board.clock.advance(4 * MINUTE)
    expect(board.requests(0, isMarkets)).toHaveLength(before + 1)
  })

  it('refreshes at the usual time for a reader who comes back to young data', async () => {
    const board = new SimulatedBoard({ env: DEMO, tokens: 1 })
    await board.restart()
    await board.clock.advance(6 * HOUR)
    const age = () => board.clock.now() - (board.feed.view('usd')?.market.fetchedAt ?? 0)
    while (age() !== 2 * MINUTE) await board.clock.advance(MINUTE)
    const before = board.requests(0, isMarkets).length
    board.audience.seen(board.clock.now())
    await board.clock.advance(3 * MINUTE - 1)
    expect(board.requests(0, isMarkets)).toHaveLength(before)
    await board.clock.advance(2)
    expect(board.requests(0, isMarkets)).toHaveLength(before + 1)
  })

  it('goes on as ever where no credits are counted', async () => {
    const board = new SimulatedBoard({ env: {}, tokens: 1 })
    await board.restart()
    await board.clock.advance(6 * HOUR)
    expect(board.feed.report().periodMs).toBe(MINUTE)
  })
})

describe('a month whose credits are used up', () => {
  const spent = { ...DEMO, STRATA_MONTHLY_CREDITS: '40' }
  const START = Date.UTC(2026, 11, 31, 12)

  async function usedUp(env: Record<string, string>): Promise<SimulatedBoard> {
    const board = new SimulatedBoard({ env, tokens: 60, start: START })
    await board.store.addCredits('2026-12', 39)
    await board.restart()
    return board
  }

  it('sees no call until the first of the next, whatever is restarted, and says so', async () => {
    const board = await usedUp(spent)
    expect(board.upstream.seen).toHaveLength(1)
    await board.clock.advance(3 * HOUR)
    await board.restart()
    await board.clock.advance(9 * HOUR - 1)
    expect(board.upstream.seen).toHaveLength(1)
    expect(board.feed.view('usd')).toMatchObject({
      status: 'stale',
      statusReason: "This month's CoinGecko credits are used up; they return on 1 January 2027, 00:00 UTC",
      nextRefreshAt: Date.UTC(2027, 0, 1),
    })
    await board.clock.advance(2)
    expect(board.requests(1).filter(isMarkets)).toHaveLength(1)
    expect(board.feed.view('usd')).toMatchObject({ status: 'live', statusReason: null })
  })

  it('sees calls without the key where that is wanted, four a minute at most', async () => {
    const board = await usedUp({ ...spent, COINGECKO_KEYLESS_FALLBACK: 'on' })
    await board.clock.advance(HOUR)
    expect(board.requests(1, ({ keyed }) => keyed)).toEqual([])
    expect(board.requests(1).length).toBeGreaterThan(100)
    expect(board.most(MINUTE)).toBeLessThanOrEqual(5)
    expect(board.feed.view('usd')).toMatchObject({
      status: 'live',
      statusReason:
        "This month's CoinGecko credits are used up; they return on 1 January 2027, 00:00 UTC; going on without the key",
    })
  })
})
