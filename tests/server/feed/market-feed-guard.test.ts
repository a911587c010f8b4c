import { describe, expect, it } from 'vitest'
import type { Quote } from '#lib/core/market/quote'
import { HOUR_MS } from '#lib/core/market/window'
import { feedFixture, stackFileStandIn, stackOf } from '../../helpers/feed-fixture.ts'
import { MemoryStore } from '../../helpers/memory-store.ts'
import { quoteFixture } from '../../helpers/quote-fixture.ts'

const NEXT_REFRESH = 61_000
const START = Date.UTC(2026, 10, 22, 12)
const IDS = Array.from({ length: 10 }, (_, at) => `token-${at}`)

/** A feed after its first answer, and the answers to come, by id. */
async function running(ids: readonly string[] = IDS, store = new MemoryStore(), start = START) {
  const fixture = feedFixture({ ids, store, start })
  const { feed, clock, source } = fixture
  let change: (id: string) => Partial<Quote> = () => ({})
  source.quotes = (asked) => asked.map((id) => quoteFixture(id, { lastUpdated: clock.now(), ...change(id) }))
  await feed.start()
  await clock.advance(0)
  const answer = async (next: typeof change) => {
    change = next
    await clock.advance(NEXT_REFRESH)
  }
  const held = (id: string) => feed.view('usd')?.market.quotes.get(id)
  const priceOf = (id: string) => held(id)?.quote.price
  return { ...fixture, answer, held, priceOf }
}

const only =
  (changed: string, change: Partial<Quote>) =>
  (id: string): Partial<Quote> =>
    id === changed ? change : {}

describe('a tick that jumps', () => {
  it('is held back: the last price stays, marked, while the others go on', async () => {
    const { answer, held, feed, store } = await running()
    const before = held('token-3')?.quote.lastUpdated
    await answer((id) => (id === 'token-3' ? { price: 10_000, ath: 10_000, high24h: 10_000 } : { price: 11 }))
    expect(held('token-3')).toMatchObject({
      quarantined: true,
      absent: true,
      quote: { price: 10, ath: 20, high24h: 11, lastUpdated: before },
    })
    expect(held('token-4')).toMatchObject({ quarantined: false, quote: { price: 11 } })
    expect(feed.report().guard.quarantined).toMatchObject([
      { id: 'token-3', currency: 'usd', reason: 'price-jump', heldBack: 1, lastGoodAt: START },
    ])
    const written = JSON.stringify([store.batches, [...store.points.values()]])
    expect(written).toContain('"price":11')
    expect(written).not.toContain('10000,')
  })

  it('is forgotten when the price comes back', async () => {
    const { answer, held, feed } = await running()
    await answer(only('token-3', { price: 10_000 }))
    await answer(only('token-3', { price: 10.5 }))
    expect(held('token-3')).toMatchObject({ quarantined: false, absent: false, quote: { price: 10.5 } })
    expect(feed.report().guard.quarantined).toEqual([])
  })

  it('is believed with the third answer in a row that agrees within 20 %', async () => {
    const { answer, priceOf } = await running()
    await answer(only('token-3', { price: 100 }))
    expect(priceOf('token-3')).toBe(10)
    await answer(only('token-3', { price: 110 }))
    expect(priceOf('token-3')).toBe(10)
    await answer(only('token-3', { price: 95 }))
    expect(priceOf('token-3')).toBe(95)
  })

  it('starts its count again when an answer disagrees, or takes the way back first', async () => {
    const { answer, priceOf, feed } = await running()
    for (const price of [100, 110, 131, 140]) await answer(only('token-3', { price }))
    expect(priceOf('token-3')).toBe(10)
    expect(feed.report().guard.quarantined[0]?.heldBack).toBe(4)
    await answer(only('token-3', { price: 10 }))
    for (const price of [100, 100]) await answer(only('token-3', { price }))
    expect(priceOf('token-3')).toBe(10)
    await answer(only('token-3', { price: 100 }))
    expect(priceOf('token-3')).toBe(100)
  })

  it('is believed at once where market cap ÷ supply confirms it', async () => {
    const { answer, priceOf } = await running()
    await answer(only('token-3', { price: 100, marketCap: 1e10 }))
    expect(priceOf('token-3')).toBe(100)
  })

  it('is judged against the stored price again after a restart', async () => {
    const store = new MemoryStore()
    const first = await running(IDS, store)
    await first.answer(only('token-3', { price: 10_000 }))
    first.feed.stop()
    const second = await running(IDS, store, first.clock.now())
    expect(second.priceOf('token-3')).toBe(10)
    await second.answer(only('token-3', { price: 10_000 }))
    expect(second.held('token-3')).toMatchObject({ quarantined: true, quote: { price: 10 } })
  })
})

describe('an answer in which prices jump together', () => {
  const times = (factor: number) => () => ({ price: 10 * factor, ath: 20 * factor, high24h: 11 * factor })

  it('is refused whole for as long as it stands: nothing of it is shown, stored or made a high', async () => {
    const { answer, feed, store, held } = await running()
    for (let tick = 0; tick < 3; tick += 1) await answer(times(1000))
    expect(feed.view('usd')).toMatchObject({
      market: { sequence: 1 },
      statusReason: "CoinGecko's answer is held back: 10 of 10 prices rose by more than half at once",
    })
    expect(held('token-0')?.quote).toMatchObject({ price: 10, ath: 20, high24h: 11 })
    expect(store.batches).toHaveLength(1)
    expect(JSON.stringify([...store.points.values()])).not.toContain('"price":10000')
    expect(feed.report().guard.refusedBatch).toMatchObject({ currency: 'usd', refused: 3 })
    await answer(times(1))
    expect(feed.view('usd')).toMatchObject({ market: { sequence: 2 }, statusReason: null })
    expect(feed.report().guard.refusedBatch).toBeNull()
  })

  it('needs five tokens that go the same way; four are judged one by one', async () => {
    const { answer, feed, priceOf } = await running()
    const first = (count: number) => (id: string) => (IDS.indexOf(id) < count ? { price: 20 } : { price: 11 })
    await answer(first(4))
    expect(priceOf('token-9')).toBe(11)
    await answer((id) => (IDS.indexOf(id) >= 5 ? { price: 20 } : { price: 20.1 }))
    expect(priceOf('token-9')).toBe(11)
    expect(feed.report().failure?.reason).toBe('suspect')
  })

  it('is believed with the third answer that agrees where a market could have moved that far', async () => {
    const { answer, priceOf, feed } = await running()
    await answer(times(0.3))
    await answer(times(0.32))
    expect(priceOf('token-0')).toBe(10)
    await answer(times(0.31))
    expect(priceOf('token-0')).toBeCloseTo(3.1, 12)
    expect(feed.report().guard).toMatchObject({ refusedBatch: null, quarantined: [] })
  })

  it('counts anew when the next answer says something else', async () => {
    const { answer, priceOf } = await running()
    for (const factor of [0.3, 0.3, 0.45, 0.45]) await answer(times(factor))
    expect(priceOf('token-0')).toBe(10)
    await answer(times(0.45))
    expect(priceOf('token-0')).toBe(4.5)
  })

  it('is believed only after two hours beyond what markets do, and no token of it is then held back', async () => {
    const { answer, clock, priceOf, feed } = await running()
    await answer(times(1000))
    await clock.advance(2 * HOUR_MS - 2 * NEXT_REFRESH)
    expect(priceOf('token-0')).toBe(10)
    await clock.advance(4 * NEXT_REFRESH)
    expect(priceOf('token-0')).toBe(10_000)
    expect(feed.report().guard.quarantined).toEqual([])
  })

  it('keeps to the period while it refuses: a third answer is worth waiting for', async () => {
    const { answer, feed, clock } = await running()
    await answer(times(1000))
    const planned = feed.view('usd')?.nextRefreshAt ?? 0
    expect(planned - clock.now()).toBe(NEXT_REFRESH)
    await answer(times(1000))
    expect(feed.report().guard.refusedBatch?.refused).toBe(2)
  })
})

describe('an id that stands for another coin', () => {
  const another = only('token-3', { symbol: 'luna', name: 'Terra', price: 10.1 })

  it('keeps its last price and name, held back until the mapping is edited', async () => {
    const stack = stackOf(IDS)
    const file = { ...stackFileStandIn(stack) }
    let current = file.current()
    const fixture = feedFixture({
      ids: IDS,
      overrides: { stackFile: { ...file, current: () => current } },
    })
    const { feed, clock, source } = fixture
    await feed.start()
    await clock.advance(0)
    source.quotes = (ids) => ids.map((id) => quoteFixture(id, { lastUpdated: clock.now(), ...another(id) }))
    for (let tick = 0; tick < 4; tick += 1) await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market.quotes.get('token-3')).toMatchObject({
      quarantined: true,
      quote: { name: 'token-3', price: 10 },
    })
    expect(feed.report().guard.quarantined).toMatchObject([
      {
        id: 'token-3',
        reason: 'renamed',
        heldBack: 4,
        sentence: 'CoinGecko now calls this id Terra (LUNA); the mapping knows token-3 (TOKEN-3)',
      },
    ])
    const projects = stack.projects.map((one) =>
      one.slug === 'token-3' ? { ...one, aliases: ['Terra'] } : one,
    )
    current = { ...current, stack: { ...stack, projects } }
    await clock.advance(NEXT_REFRESH)
    expect(feed.view('usd')?.market.quotes.get('token-3')).toMatchObject({
      quarantined: false,
      quote: { price: 10.1 },
    })
    expect(feed.report().guard.quarantined).toEqual([])
  })
})

describe('rows that are old or missing', () => {
  it('leave the newer quote where the upstream answers out of order', async () => {
    const { answer, held } = await running()
    await answer(only('token-3', { price: 9, lastUpdated: START - 1 }))
    expect(held('token-3')).toMatchObject({ absent: false, quote: { price: 10, lastUpdated: START } })
    await answer(only('token-3', { price: 9.5, lastUpdated: START }))
    expect(held('token-3')?.quote.price).toBe(9.5)
  })

  it('keep the last price and its age over a restart, as absent', async () => {
    const store = new MemoryStore()
    const first = await running(IDS, store)
    await first.answer(only('token-3', { price: null }))
    first.feed.stop()
    const { feed, clock } = feedFixture({ ids: IDS, store, start: first.clock.now() })
    await feed.start()
    expect(feed.view('usd')?.market.quotes.get('token-3')).toMatchObject({
      absent: true,
      quote: { price: 10, lastUpdated: START },
    })
    expect(clock.now()).toBeGreaterThan(START)
    feed.stop()
  })
})
