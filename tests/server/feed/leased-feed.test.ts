import { describe, expect, it, vi } from 'vitest'
import { StorageFault } from '#lib/server/store/storage-fault'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { serverFault } from '../../helpers/simulated-board.ts'
import { NO_TICKS } from '../../store/sample-batch.ts'
import { ProcessesOnOneStore } from './processes-on-one-store.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const KEYLESS = {}
const DEMO = { COINGECKO_API_KEY: 'CG-test' }
const limit = (retryAfterMs: number) => () => ({
  error: new UpstreamError('rate-limited', 'too many', { status: 429, retryAfterMs }),
})

/** Until the other has looked whose turn it is, and has read everything. */
const TAKEOVER = 7 * SECOND

describe('a process that takes over', () => {
  it('keeps the silence the upstream asked of the one before, to its end', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    await both.advance(30 * SECOND)
    both.upstream.behave = limit(40 * MINUTE)
    const asked = both.upstream.seen.length
    while (both.upstream.seen.length === asked) await both.advance(SECOND)
    both.upstream.behave = () => ({})
    const before = both.upstream.seen.length
    first.kill()
    await both.advance(TAKEOVER)
    expect(second.feed.report()).toMatchObject({ source: 'live', storage: { state: 'ok' } })
    expect(second.feed.view('usd')?.statusReason).toMatch(/^CoinGecko limit, next try 00:4\d/)
    await both.advance(39 * MINUTE)
    expect(both.upstream.seen).toHaveLength(before)
    await both.advance(5 * MINUTE)
    expect(both.upstream.seen.length).toBeGreaterThan(before)
    expect(second.feed.view('usd')).toMatchObject({ status: 'live', statusReason: null })
  })

  it('finds the breaker as open as the one before left it', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    both.upstream.behave = () => ({ error: serverFault() })
    while ((first.feed.report().breaker.openUntil ?? 0) - both.clock.now() < 2 * MINUTE)
      await both.advance(SECOND)
    const { openUntil, trips } = first.feed.report().breaker
    const before = both.upstream.seen.length
    first.kill()
    await both.advance(TAKEOVER)
    expect(second.feed.report().breaker).toEqual({ state: 'open', openUntil, trips })
    await both.advance((openUntil ?? 0) - both.clock.now() - 1)
    expect(both.upstream.seen).toHaveLength(before)
    await both.advance(2)
    expect(both.upstream.seen).toHaveLength(before + 1)
  })

  it('counts the calls the one before made in the same minute, and its credits', async () => {
    const both = new ProcessesOnOneStore({ ...KEYLESS, STRATA_MONTHLY_CREDITS: '1000000' })
    const first = await both.start()
    const second = await both.start()
    // The calls of a minute leave together once those of the minute before no longer count.
    await both.advance(125 * SECOND)
    const made = both.upstream.seen.length
    first.kill()
    await both.advance(TAKEOVER)
    expect(second.feed.report().calls).toMatchObject({ usedLastMinute: 4, creditsUsed: made })
    await both.advance(5 * MINUTE)
    const times = both.upstream.seen.map(({ at }) => at)
    const inMinute = (from: number) => times.filter((at) => at >= from && at <= from + MINUTE).length
    expect(Math.max(...times.map(inMinute))).toBe(4)
    expect(second.feed.report().calls.creditsUsed).toBe(times.length)
  })

  it('goes on with the recording until it has a board of its own, where there was none before', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    both.upstream.behave = () => ({ error: serverFault() })
    const first = await both.start()
    const second = await both.start()
    await both.advance(TAKEOVER)
    expect(second.feed.view('usd')).toMatchObject({ status: 'recorded' })
    both.upstream.behave = () => ({ tookMs: 2 * SECOND })
    const asked = both.upstream.seen.length
    first.kill()
    const shown = new Set<string>()
    for (let step = 0; step < 200; step += 1) {
      await both.advance(100)
      const view = second.feed.view('usd')
      shown.add(`${view?.status} ${view?.statusReason}`)
    }
    expect(both.upstream.seen.length).toBeGreaterThan(asked)
    expect([...shown]).toEqual([
      'recorded Another Strata process refreshes the board',
      'recorded CoinGecko has not answered yet',
      'live null',
    ])
  })

  it('judges the next answer by what the one before accepted', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    await both.advance(MINUTE)
    const price = second.feed.view('usd')?.market.quotes.get('token-3')?.quote.price
    expect(price).toBeGreaterThan(0)
    both.upstream.alter = (quote) =>
      quote.id === 'token-3' ? { ...quote, price: 900 * (price ?? 1) } : quote
    first.kill()
    await both.advance(TAKEOVER + 70 * SECOND)
    expect(second.feed.report()).toMatchObject({
      storage: { state: 'ok' },
      guard: { quarantined: [{ id: 'token-3', reason: 'price-jump' }] },
    })
    expect(second.feed.view('usd')?.market.quotes.get('token-3')).toMatchObject({
      quote: { price },
      quarantined: true,
    })
  })

  it('shows all of history once it can be read, though it could not at the takeover', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    await both.advance(10 * MINUTE)
    const known = first.feed.historyPoints('token-0', 'daily')
    expect(known.length).toBeGreaterThan(300)
    first.kill()
    both.database.refusesHistory = 'locked'
    await both.advance(TAKEOVER + 10 * SECOND)
    both.database.refusesHistory = null
    await both.advance(MINUTE)
    expect(second.feed.historyPoints('token-0', 'daily').slice(0, known.length - 1)).toEqual(
      known.slice(0, -1),
    )
    expect(second.feed.report()).toMatchObject({ source: 'live', storage: { state: 'ok', queued: 0 } })
  })

  it('shows all of history though a single read of it failed', async () => {
    const both = new ProcessesOnOneStore(KEYLESS)
    const first = await both.start()
    const second = await both.start()
    await both.advance(10 * MINUTE)
    const known = first.feed.historyPoints('token-0', 'daily')
    first.kill()
    const loadHistory = both.database.loadHistory.bind(both.database)
    // The rest takes so long that the database is well again before all of it is read.
    vi.spyOn(both.database, 'loadHistory')
      .mockRejectedValueOnce(new StorageFault('locked'))
      .mockImplementationOnce(async (...asked) => {
        await new Promise<void>((resolve) => both.clock.schedule(SECOND, resolve))
        return loadHistory(...asked)
      })
    await both.advance(TAKEOVER + 10 * SECOND)
    expect(second.feed.historyPoints('token-0', 'daily')).toHaveLength(known.length)
  })
})

describe('a process that gives way to one it did not hear of', () => {
  it('keeps its newer board until the other has stored a newer one', async () => {
    const all = new ProcessesOnOneStore(KEYLESS)
    const { feed } = await all.start()
    await all.advance(10 * SECOND)
    const refusing = vi.spyOn(all.database, 'saveBatch').mockRejectedValue(new StorageFault('unreachable'))
    await all.advance(2 * MINUTE)
    const shown = feed.view('usd')?.market
    const [stored] = await all.database.loadLatestBatches()
    if (!shown || !stored) throw new Error('no batch')
    expect(stored.sequence).toBeLessThan(shown.sequence)
    all.depose()
    await all.advance(TAKEOVER)
    refusing.mockRestore()
    expect(feed.view('usd')?.market.fetchedAt).toBe(shown.fetchedAt)
    const sequence = stored.sequence + 1
    await all.database.saveBatch({ ...stored, sequence, fetchedAt: all.clock.now() }, NO_TICKS)
    await all.advance(TAKEOVER)
    expect(feed.view('usd')?.market.sequence).toBe(sequence)
  })
})

describe('a process whose database was locked at its start', () => {
  it('counts the stored credits and its own once the lock goes, and slows down by them', async () => {
    const one = new ProcessesOnOneStore(DEMO)
    await one.database.addCredits('2026-12', 9_000)
    const { feed, engine } = await one.start((engine) => {
      engine.shut = 'locked'
    })
    await one.advance(MINUTE)
    const own = one.upstream.seen.length
    expect(feed.report()).toMatchObject({ storage: { state: 'locked' }, calls: { creditsUsed: own } })
    const unaware = feed.report().periodMs
    engine.shut = null
    await one.advance(15 * SECOND)
    const made = one.upstream.seen.length
    expect(feed.report()).toMatchObject({ storage: { state: 'ok', queued: 0 } })
    expect(feed.report().calls.creditsUsed).toBe(9_000 + made)
    expect(one.database.credits.get('2026-12')).toBe(9_000 + made)
    expect(feed.report().periodMs).toBeGreaterThan(5 * unaware)
  })

  it('goes on with the silence asked of it meanwhile, and with what is still on its way', async () => {
    const one = new ProcessesOnOneStore(KEYLESS)
    const { feed, engine } = await one.start((engine) => {
      engine.shut = 'locked'
    })
    await one.advance(20 * SECOND)
    // The answer that asks for silence comes while everything is read anew.
    one.upstream.behave = () => ({ ...limit(30 * MINUTE)(), tookMs: 8 * SECOND })
    const asked = one.upstream.seen.length
    while (one.upstream.seen.length === asked) await one.advance(SECOND)
    engine.shut = null
    await one.advance(12 * SECOND)
    expect(feed.report().storage.state).toBe('ok')
    const before = one.upstream.seen.length
    one.upstream.behave = () => ({})
    await one.advance(25 * MINUTE)
    expect(one.upstream.seen).toHaveLength(before)
    expect(feed.report().outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(before)
  })
})
