import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { CallBudget, callLimits } from '#lib/server/feed/call-budget'
import { Credits } from '#lib/server/feed/credits'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { feedFixture, yearOfCloses } from '../../helpers/feed-fixture.ts'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const MINUTE = 60_000
/** While history fills, the place of a refresh in the minute is free a second later than the minute. */
const NEXT_REFRESH = 61_000
const START = Date.UTC(2026, 10, 22, 12)
const IDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']

describe('MarketFeed', () => {
  it('shows live data after the first answer, and moves the sequence on with every batch', async () => {
    const { feed, clock } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    expect(feed.view('usd')).toMatchObject({
      status: 'live',
      statusReason: null,
      market: { sequence: 1, asOf: START },
    })
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market).toMatchObject({ sequence: 2, asOf: START + NEXT_REFRESH })
  })

  it('counts a refresh as due while it runs, also the first, so that readers ask again soon', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS, overrides: { currencies: ['usd', 'eur'] } })
    source.quotes = (ids) => {
      source.hanging = true
      return ids.map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
    }
    await feed.start()
    await clock.advance(2000)
    expect(feed.view('usd')).toMatchObject({ status: 'live', nextRefreshAt: START })
  })

  it('shows the recording with the reason when the upstream cannot be reached, and goes live by itself', async () => {
    const { feed, clock, source, store } = feedFixture({ ids: IDS })
    source.failure = new UpstreamError('connect', 'CoinGecko cannot be reached')
    await feed.start()
    await clock.advance(0)
    expect(feed.view('usd')).toMatchObject({
      status: 'recorded',
      statusReason: 'CoinGecko cannot be reached',
    })
    expect(feed.view('usd')?.nextRefreshAt).toBe(START + 30_000)
    source.failure = null
    await clock.advance(30_000)
    expect(feed.view('usd')?.status).toBe('live')
    expect(store.batches.map((batch) => batch.sequence)).toEqual([1])
  })

  it('shows the recording after three seconds of silence, while the first call still waits', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    source.hanging = true
    await feed.start()
    await clock.advance(2999)
    expect(feed.view('usd')).toBeNull()
    await clock.advance(1)
    expect(feed.view('usd')).toMatchObject({
      status: 'recorded',
      statusReason: 'CoinGecko has not answered yet',
    })
  })

  it('never writes anything recorded into the live store', async () => {
    const { feed, clock, source, store } = feedFixture({ ids: IDS })
    source.failure = new UpstreamError('timeout', 'CoinGecko did not answer')
    await feed.start()
    await clock.advance(HOUR_MS)
    expect({ batches: store.batches, points: store.points.size }).toEqual({ batches: [], points: 0 })
  })

  it('ages from live to delayed, stale and offline when the upstream dies, keeping the last good batch', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    source.failure = new UpstreamError('timeout', 'CoinGecko did not answer')
    const statusAfter = async (ms: number) => {
      await clock.advance(ms)
      return feed.view('usd')?.status
    }
    expect(await statusAfter(2 * MINUTE)).toBe('live')
    expect(await statusAfter(1)).toBe('delayed')
    expect(await statusAfter(13 * MINUTE)).toBe('stale')
    expect(await statusAfter(24 * HOUR_MS)).toBe('offline')
    expect(feed.view('usd')).toMatchObject({
      statusReason: 'CoinGecko did not answer',
      market: { sequence: 1 },
    })
  })

  it('waits as long as a rate limit asks and says until when', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    source.failure = new UpstreamError('rate-limited', 'limit', { retryAfterMs: 200_000 })
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.statusReason).toBe('CoinGecko limit, next try 12:04:21 UTC')
    const before = source.asked.filter(({ what }) => what.startsWith('markets')).length
    await clock.advance(199_000)
    expect(source.asked.filter(({ what }) => what.startsWith('markets'))).toHaveLength(before)
  })

  it('refuses a batch that lost more than half of the ids, and raises an alarm from a tenth on', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    source.quotes = (ids) => ids.slice(0, 2).map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market.sequence).toBe(1)
    expect(feed.view('usd')?.statusReason).toBe('CoinGecko left out 3 of 5 tokens it answered before')
    source.quotes = (ids) => ids.slice(0, 4).map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market.sequence).toBe(2)
    expect(feed.report().alarm).toBe('1 of 5 tokens left the answer')
    expect(feed.view('usd')?.market.quotes.get('epsilon')?.absent).toBe(true)
    await clock.advance(NEXT_REFRESH)
    expect(feed.report().alarm).toBe('1 of 5 tokens left the answer')
    source.quotes = (ids) => ids.map((id) => quoteFixture(id, { lastUpdated: clock.now() }))
    await clock.advance(NEXT_REFRESH)
    expect(feed.report().alarm).toBeNull()
  })

  it('keeps the last price of a token whose row comes without one', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    source.quotes = (ids) =>
      ids.map((id) => quoteFixture(id, { price: id === 'beta' ? null : 11, lastUpdated: clock.now() }))
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market.quotes.get('beta')).toMatchObject({ absent: true, quote: { price: 10 } })
    expect(feed.view('usd')?.market.quotes.get('alpha')).toMatchObject({
      absent: false,
      quote: { price: 11 },
    })
  })

  it('never lets asOf go back', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    source.quotes = (ids) => ids.map((id) => quoteFixture(id, { lastUpdated: START - HOUR_MS }))
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market).toMatchObject({ sequence: 2, asOf: START })
  })

  it('goes on from memory when the store refuses, and says so', async () => {
    const { feed, clock, store } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    store.broken = true
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market.sequence).toBe(2)
    expect(feed.report().storage).toMatchObject({
      state: 'failing',
      reason: 'The database refused a write; the log says why',
    })
    store.broken = false
    await clock.advance(NEXT_REFRESH)
    expect(feed.report().storage.state).toBe('ok')
  })

  it('refreshes every currency with one call each, at a period lengthened in proportion', async () => {
    const { feed, clock, source } = feedFixture({
      ids: IDS,
      calls: { budget: new CallBudget(callLimits('keyless', 2)) },
      overrides: { currencies: ['usd', 'eur'] },
    })
    source.history = async () => yearOfCloses(clock.now())
    await feed.start()
    await clock.advance(2 * MINUTE)
    const markets = source.asked.filter(({ what }) => what.startsWith('markets'))
    expect(markets.map(({ what, at }) => `${what} ${(at - START) / 1000}`)).toEqual([
      'markets usd 0',
      'markets eur 0',
      'markets usd 120',
      'markets eur 120',
    ])
    expect(feed.view('eur')?.market.currency).toBe('eur')
  })

  it("stretches the period so that the month's credits last, and rests when they are gone", async () => {
    const left = new Credits(100, '2026-11', 0)
    const paced = feedFixture({ ids: IDS, calls: { credits: left } })
    await paced.feed.start()
    await paced.clock.advance(0)
    const restOfMonth = Date.UTC(2026, 11, 1) - START
    expect(paced.feed.view('usd')?.periodMs).toBeCloseTo(restOfMonth / (0.95 * 99), -1)
    const spent = feedFixture({ ids: IDS, calls: { credits: new Credits(100, '2026-11', 100) } })
    await spent.feed.start()
    await spent.clock.advance(0)
    expect(spent.source.asked).toEqual([])
    expect(spent.feed.view('usd')).toMatchObject({
      nextRefreshAt: Date.UTC(2026, 11, 1),
      statusReason: "This month's CoinGecko credits are used up; they return on 1 December 2026, 00:00 UTC",
    })
  })

  it('forgets what is too old once an hour', async () => {
    const { feed, clock, store } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(59 * MINUTE)
    expect(store.pruned).toHaveLength(1)
    expect(store.pruned[0]).toEqual({
      batchesBefore: START - 7 * DAY_MS,
      hourlyBefore: START - 90 * DAY_MS,
      dailyBefore: START - 400 * DAY_MS,
    })
    await clock.advance(2 * MINUTE)
    expect(store.pruned).toHaveLength(2)
  })

  it('stops at once and asks nothing more', async () => {
    const { feed, clock, source } = feedFixture({ ids: IDS })
    await feed.start()
    await clock.advance(0)
    feed.stop()
    const before = source.asked.length
    await clock.advance(HOUR_MS)
    expect(source.asked).toHaveLength(before)
  })
})
