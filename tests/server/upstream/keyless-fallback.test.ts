import { describe, expect, it } from 'vitest'
import { createKeylessFallback } from '#lib/server/upstream/keyless-fallback'
import type { MarketSource } from '#lib/server/upstream/market-source'
import { UpstreamError, type UpstreamFailure } from '#lib/server/upstream/upstream-error'
import { ManualClock } from '../../helpers/manual-clock.ts'

const REQUEST = { currency: 'usd', ids: ['bittensor'] }

function fixture() {
  const clock = new ManualClock(0)
  const asked: string[] = []
  const state: { failure: UpstreamFailure | null; left: number | null } = { failure: null, left: null }
  const source = (name: string): MarketSource => ({
    async fetchMarkets({ currency, ids }) {
      asked.push(name)
      if (name === 'keyed' && state.failure)
        throw new UpstreamError(state.failure, 'CoinGecko refused the API key')
      return { currency, fetchedAt: clock.now(), requested: ids, quotes: [], dropped: {} }
    },
    fetchHistory: async (request) => ({ ...request, points: [] }),
  })
  const fallback = createKeylessFallback({
    keyed: source('keyed'),
    keyless: source('keyless'),
    clock,
    creditsLeft: () => state.left,
    spentSentence: () => 'The credits are used up until 1 December',
  })
  return { clock, asked, state, fallback }
}

describe('createKeylessFallback', () => {
  it('uses the key while it is good and says nothing', async () => {
    const { asked, fallback } = fixture()
    await fallback.fetchMarkets(REQUEST)
    expect([asked, fallback.notice()]).toEqual([['keyed'], null])
  })

  it('goes on without a refused key, says so, and tries it again every quarter of an hour', async () => {
    const { clock, asked, state, fallback } = fixture()
    state.failure = 'bad-key'
    await fallback.fetchMarkets(REQUEST)
    await fallback.fetchMarkets(REQUEST)
    expect(asked).toEqual(['keyed', 'keyless', 'keyless'])
    expect(fallback.notice()).toBe('CoinGecko refused the API key; going on without it')
    state.failure = null
    await clock.advance(15 * 60_000)
    await fallback.fetchMarkets(REQUEST)
    expect([asked.at(-1), fallback.notice()]).toEqual(['keyed', null])
  })

  it('tries a refused key with one request only, those beside it go on without', async () => {
    const { clock, asked, state, fallback } = fixture()
    state.failure = 'bad-key'
    await fallback.fetchMarkets(REQUEST)
    await clock.advance(15 * 60_000)
    asked.length = 0
    await Promise.all([fallback.fetchMarkets(REQUEST), fallback.fetchMarkets(REQUEST)])
    expect(asked.toSorted()).toEqual(['keyed', 'keyless', 'keyless'])
  })

  it('goes on without a key whose credits are used up', async () => {
    const { asked, state, fallback } = fixture()
    state.left = 0
    await fallback.fetchMarkets(REQUEST)
    expect([asked, fallback.notice()]).toEqual([
      ['keyless'],
      'The credits are used up until 1 December; going on without the key',
    ])
  })

  it('leaves every other failure as it is', async () => {
    const { asked, state, fallback } = fixture()
    state.failure = 'timeout'
    await expect(fallback.fetchMarkets(REQUEST)).rejects.toMatchObject({ failure: 'timeout' })
    expect(asked).toEqual(['keyed'])
  })
})
