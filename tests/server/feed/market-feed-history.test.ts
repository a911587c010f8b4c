import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { feedFixture, yearOfCloses } from '../../helpers/feed-fixture.ts'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 22, 12)
const MANY = Array.from({ length: 60 }, (_, at) => `token-${at}`)

describe('MarketFeed filling history', () => {
  it('asks keyless at most four times in any minute, back-fill at most three times, from the cold start on', async () => {
    const { feed, clock, source } = feedFixture({ ids: MANY })
    source.history = async () => yearOfCloses(clock.now())
    await feed.start()
    await clock.advance(90 * MINUTE)
    const calls = source.asked
    expect(calls.length).toBeGreaterThan(200)
    for (const { at } of calls) {
      // Both ends: what leaves a minute apart may arrive within one.
      const minute = calls.filter((call) => call.at >= at && call.at <= at + MINUTE)
      expect(minute.length).toBeLessThanOrEqual(4)
      expect(minute.filter(({ what }) => !what.startsWith('markets')).length).toBeLessThanOrEqual(3)
    }
    expect(calls.filter(({ what }) => what.startsWith('markets')).length).toBeGreaterThanOrEqual(88)
  })

  it('fills history largest market cap first, daily before hourly, once each, with visible progress', async () => {
    const { feed, clock, source } = feedFixture({ ids: ['small', 'large', 'middle'] })
    const caps: Record<string, number> = { small: 1, middle: 2, large: 3 }
    source.quotes = (ids) =>
      ids.map((id) => quoteFixture(id, { marketCap: caps[id] ?? null, lastUpdated: clock.now() }))
    source.history = async () => yearOfCloses(clock.now())
    await feed.start()
    await clock.advance(30_000)
    expect(feed.view('usd')?.historyProgress).toEqual({ filled: 3, needed: 3 })
    await clock.advance(5 * MINUTE)
    expect(source.asked.map(({ what }) => what).filter((what) => !what.startsWith('markets'))).toEqual([
      'daily large',
      'daily middle',
      'daily small',
      'hourly large',
      'hourly middle',
      'hourly small',
    ])
  })

  it('goes on after a restart where it stopped and shows the stored board before the first call', async () => {
    const first = feedFixture({ ids: MANY })
    first.source.history = async () => yearOfCloses(first.clock.now())
    await first.feed.start()
    await first.clock.advance(5 * MINUTE)
    first.feed.stop()
    const done = first.feed.view('usd')?.historyProgress.filled
    expect(done).toBeGreaterThan(0)
    const second = feedFixture({ ids: MANY, store: first.store, start: first.clock.now() })
    second.source.hanging = true
    await second.feed.start()
    expect(second.feed.view('usd')).toMatchObject({
      status: 'live',
      historyProgress: { filled: done, needed: 60 },
    })
    expect(second.feed.view('usd')?.market.sequence).toBe(first.feed.view('usd')?.market.sequence)
  })

  it('lets an unknown id rest for a day, whatever was asked of it', async () => {
    const { feed, clock, source } = feedFixture({ ids: ['alpha'] })
    source.history = async () => {
      throw new UpstreamError('not-found', 'unknown id', { status: 404 })
    }
    await feed.start()
    await clock.advance(23 * HOUR_MS)
    const histories = () =>
      source.asked.filter(({ what }) => !what.startsWith('markets')).map(({ what }) => what)
    expect(histories()).toEqual(['daily alpha'])
    await clock.advance(2 * HOUR_MS)
    expect(histories()).toEqual(['daily alpha', 'daily alpha'])
  })

  it('closes the day from its own ticks and asks no history for it', async () => {
    const { feed, clock, source, store } = feedFixture({
      ids: ['alpha'],
      start: Date.UTC(2026, 10, 22, 23, 30),
    })
    source.history = async () => yearOfCloses(clock.now())
    await feed.start()
    await clock.advance(2 * HOUR_MS)
    const midnight = Date.UTC(2026, 10, 23)
    expect(store.points.get(`daily|alpha|${midnight}`)).toMatchObject({ price: 10, source: 'tick' })
    expect(source.asked.filter(({ what }) => what === 'daily alpha')).toHaveLength(1)
  })

  it('asks history for a day that it slept through', async () => {
    const first = feedFixture({ ids: ['alpha'] })
    first.source.history = async () => yearOfCloses(first.clock.now())
    await first.feed.start()
    await first.clock.advance(5 * MINUTE)
    first.feed.stop()
    const later = feedFixture({ ids: ['alpha'], store: first.store, start: START + DAY_MS })
    later.source.history = async () => yearOfCloses(later.clock.now())
    await later.feed.start()
    await later.clock.advance(MINUTE)
    expect(later.source.asked.map(({ what }) => what)).toContain('daily alpha')
  })
})
