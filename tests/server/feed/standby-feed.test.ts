import { describe, expect, it, vi } from 'vitest'
import type { StoredBatch } from '#lib/server/store/market-store'
import { StorageFault } from '#lib/server/store/storage-fault'
import { FakeSharedBoard } from '../../helpers/fake-shared-board.ts'
import { serverFault } from '../../helpers/simulated-board.ts'
import { sampleBatch } from '../../store/sample-batch.ts'
import { ProcessesOnOneStore } from './processes-on-one-store.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 1_440 * MINUTE
const KEYLESS = {}
const DEMO = { COINGECKO_API_KEY: 'CG-test' }

/** Until the other has looked whose turn it is, and has read everything. */
const TAKEOVER = 7 * SECOND

describe('a process that stands by', () => {
  it('asks nothing, and shows the batches and the credits of the one that asks', async () => {
    const both = new ProcessesOnOneStore(DEMO)
    const first = await both.start()
    const second = await both.start()
    await both.advance(10 * MINUTE + TAKEOVER)
    const [mine, others] = [first.feed.view('usd'), second.feed.view('usd')]
    expect(mine?.market.sequence).toBeGreaterThan(2)
    expect(others?.market.sequence).toBe(mine?.market.sequence)
    expect(others?.statusReason).toMatch(/^Another Strata process/)
    expect(second.feed.report().calls.usedLastMinute).toBe(0)
    expect(second.feed.report().calls.creditsUsed).toBe(both.upstream.seen.length)
  })
})

describe('a process that stands by beside one that holds a price back', () => {
  it('shows the token as held back, too, and its last good price', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    await both.advance(MINUTE)
    both.upstream.alter = (quote) =>
      quote.id === 'token-3' ? { ...quote, price: 900 * (quote.price ?? 1) } : quote
    await both.advance(MINUTE + TAKEOVER)
    const held = first.feed.view('usd')?.market.quotes.get('token-3')
    expect(held).toMatchObject({ quarantined: true, absent: true })
    expect(second.feed.view('usd')?.market.quotes.get('token-3')).toEqual(held)
  })
})

describe('a process that stands by beside one that fills history', () => {
  it('shows the history that the other fetched, whatever its age, with the next batch', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    await both.advance(10 * MINUTE)
    const known = first.feed.historyPoints('token-11', 'daily')
    expect(known.length).toBeGreaterThan(300)
    await both.advance(MINUTE + TAKEOVER)
    expect(second.feed.historyPoints('token-11', 'daily').slice(0, known.length)).toEqual(known)
    const progress = first.feed.view('usd')?.historyProgress
    expect(second.feed.view('usd')?.historyProgress).toEqual(progress)
  })
})

describe('a process that stands by for long', () => {
  it('forgets what is older than what is kept', async () => {
    const midnight = Date.UTC(2026, 11, 1)
    const retention = { STRATA_RETENTION_DAYS: '30' }
    const both = new ProcessesOnOneStore({ ...KEYLESS, ...retention }, midnight - 20 * MINUTE)
    await both.start()
    const second = await both.start()
    const oldest = () => second.feed.historyPoints('token-0', 'daily')[0]?.time
    await both.advance(15 * MINUTE)
    expect(oldest()).toBe(midnight - 30 * DAY)
    await both.advance(25 * MINUTE)
    expect(oldest()).toBe(midnight - 29 * DAY)
  })
})

describe('a process that shows the board another one publishes', () => {
  async function follower() {
    const both = new ProcessesOnOneStore(KEYLESS)
    await both.start()
    const shared = new FakeSharedBoard()
    const { feed } = await both.start(() => {}, shared)
    await both.advance(30 * SECOND)
    const newest = (): StoredBatch => both.database.batches.at(-1) ?? sampleBatch(0)
    const sequences = () => [shared.current()?.board?.sequence, feed.view('usd')?.market.sequence]
    shared.hear(newest(), both.clock.now() + MINUTE)
    await both.advance(SECOND)
    expect(sequences()).toEqual([1, 1])
    return { both, shared, feed, newest, sequences }
  }

  const REASON = 'CoinGecko does not answer'

  /** Beside one that asks in vain and therefore has only the recording to show. */
  async function followerOfNone() {
    const both = new ProcessesOnOneStore(KEYLESS)
    both.upstream.behave = () => ({ error: serverFault() })
    await both.start()
    const shared = new FakeSharedBoard()
    const { feed } = await both.start(() => {}, shared)
    shared.hearOfNone(REASON, both.clock.now() + MINUTE)
    await both.advance(SECOND)
    return { both, feed }
  }

  it('changes it together with all views that are computed from the store', async () => {
    const { both, shared, feed, newest, sequences } = await follower()
    const seen: unknown[] = []
    feed.subscribe(() => seen.push(sequences()))
    const load = both.database.loadFirstBatchAt.bind(both.database)
    vi.spyOn(both.database, 'loadFirstBatchAt').mockImplementation(async () => {
      await new Promise<void>((resolve) => both.clock.schedule(300, resolve))
      return load()
    })
    while (both.database.batches.length < 2) await both.advance(SECOND)
    shared.hear(newest())
    expect(sequences()).toEqual([1, 1])
    for (let step = 0; step < 10; step += 1) {
      await both.advance(100)
      expect(new Set(sequences()).size).toBe(1)
    }
    expect(seen).toEqual([[2, 2]])
  })

  it('shows it no sooner than its batch could be read, and so never has to step back', async () => {
    const { both, shared, newest, sequences } = await follower()
    const load = both.database.loadLatestBatches.bind(both.database)
    const broken = vi.spyOn(both.database, 'loadLatestBatches').mockRejectedValue(new StorageFault('locked'))
    while (both.database.batches.length < 2) await both.advance(SECOND)
    shared.hear(newest())
    await both.advance(5 * SECOND)
    expect(sequences()).toEqual([1, 1])
    broken.mockImplementation(load)
    await both.advance(15 * SECOND)
    expect(sequences()).toEqual([2, 2])
  })

  it('says why, where the other has only the recording to show, and when it will try again', async () => {
    const { both, feed } = await followerOfNone()
    expect(feed.view('usd')).toMatchObject({
      status: 'recorded',
      statusReason: REASON,
      nextRefreshAt: both.clock.now() - SECOND + MINUTE,
    })
  })

  it('does not say so of the board that follows, before it is told of that', async () => {
    const { both, feed } = await followerOfNone()
    expect(feed.view('usd')?.statusReason).toBe(REASON)
    both.upstream.behave = () => ({})
    for (let step = 0; step < 300 && feed.view('usd')?.status === 'recorded'; step += 1)
      await both.advance(SECOND)
    expect(feed.view('usd')).toMatchObject({ status: 'live', statusReason: null })
  })

  it('knows from it when the next refresh is due', async () => {
    const { both, feed } = await follower()
    expect(feed.view('usd')?.nextRefreshAt).toBe(both.clock.now() - SECOND + MINUTE)
  })
})
