import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UpstreamError } from '#lib/server/upstream/upstream-error'
import { answerJson, answerText, type StubUpstream, startStubUpstream } from '../../helpers/stub-upstream.ts'
import { failureOf, liveSource } from './live-source.ts'
import { FETCHED_AT, marketsRow } from './markets-row.ts'

const KEY = 'CG-canary1234'
const BUDGET_SPENT = new UpstreamError('rate-limited', 'The minute is used up', { attempts: 0 })
const USD = { currency: 'usd', ids: ['bittensor', 'near', 'io'] }

let stub: StubUpstream
beforeEach(async () => {
  stub = await startStubUpstream()
})
afterEach(() => stub.close())

describe('a markets request', () => {
  test('is one call with exactly these parameters', async () => {
    stub.script(answerJson([marketsRow()]))
    const batch = await liveSource(stub.baseUrl).source.fetchMarkets(USD)
    expect(stub.requests.map(({ method, url }) => [method, url])).toEqual([
      [
        'GET',
        '/api/v3/coins/markets?vs_currency=usd&ids=bittensor,near,io&order=market_cap_desc&per_page=3&page=1' +
          '&sparkline=true&price_change_percentage=1h,24h,7d,14d,30d,200d,1y&locale=en&precision=full',
      ],
    ])
    expect(batch).toMatchObject({ currency: 'usd', fetchedAt: FETCHED_AT, requested: USD.ids })
    expect(batch.quotes.map((quote) => quote.id)).toEqual(['bittensor'])
  })

  test('asks for each id once', async () => {
    stub.script(answerJson([marketsRow()]))
    const batch = await liveSource(`${stub.baseUrl}/`).source.fetchMarkets({
      currency: 'eur',
      ids: ['io', 'near', 'io'],
    })
    const { searchParams, pathname } = new URL(stub.requests[0]?.url ?? '', stub.baseUrl)
    expect(pathname).toBe('/api/v3/coins/markets')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      vs_currency: 'eur',
      ids: 'io,near',
      per_page: '2',
    })
    expect(batch.requested).toEqual(['io', 'near'])
  })

  test('carries a User-Agent, asks for JSON and sends no key header without a key', async () => {
    stub.script(answerJson([marketsRow()]))
    await liveSource(stub.baseUrl, { apiKey: KEY }).source.fetchMarkets(USD)
    const headers = stub.requests[0]?.headers
    expect(headers).toMatchObject({ 'user-agent': 'strata/0.1', accept: 'application/json' })
    expect(JSON.stringify(stub.requests)).not.toContain('api-key')
    expect(JSON.stringify(stub.requests)).not.toContain(KEY)
  })

  test.each([
    ['demo', 'x-cg-demo-api-key'],
    ['pro', 'x-cg-pro-api-key'],
  ] as const)('sends the key of the %s plan in the header %s and nowhere else', async (plan, header) => {
    stub.script(answerJson([marketsRow()]))
    await liveSource(stub.baseUrl, { plan, apiKey: KEY }).source.fetchMarkets(USD)
    const [request] = stub.requests
    expect(request?.headers[header]).toBe(KEY)
    expect(request?.url).not.toContain(KEY)
    expect(request?.rawHeaders.filter((text) => text.includes(KEY))).toHaveLength(1)
  })

  test('ignores the proxy of the environment', async () => {
    const proxy = await startStubUpstream()
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'] as const
    const before = names.map((name) => process.env[name])
    try {
      for (const name of names) process.env[name] = proxy.baseUrl
      stub.script(answerJson([marketsRow()]))
      await liveSource(stub.baseUrl).source.fetchMarkets(USD)
      expect([stub.requests.length, proxy.requests.length]).toEqual([1, 0])
    } finally {
      names.forEach((name, index) => {
        const value = before[index]
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      })
      await proxy.close()
    }
  })

  test.each([
    [{ currency: 'usd&x=1', ids: ['io'] }],
    [{ currency: 'USD', ids: ['io'] }],
    [{ currency: 'usd', ids: [] }],
    [{ currency: 'usd', ids: ['__proto__'] }],
    [{ currency: 'usd', ids: ['io', '../key'] }],
    [{ currency: 'usd', ids: Array.from({ length: 251 }, (_, index) => `coin-${index}`) }],
  ])('that would be malformed is never sent (case %#)', async (request) => {
    const error = await failureOf(liveSource(stub.baseUrl).source.fetchMarkets(request))
    expect(error).toMatchObject({ failure: 'bad-request', attempts: 0, status: null })
    expect(stub.requests).toHaveLength(0)
  })

  test('reports drift that refused no row', async () => {
    stub.script(answerJson([marketsRow({ total_volume: '12' })]))
    const { source, drifts } = liveSource(stub.baseUrl)
    await source.fetchMarkets(USD)
    expect(drifts).toEqual([{ 'numeric-string': 1 }])
  })

  test.each([
    ['an empty list', []],
    ['an object', { coins: [] }],
    ['an error without a code', { error: 'invalid vs_currency' }],
  ])('answered with %s is refused as a whole', async (_name, body) => {
    stub.script(answerJson(body))
    const { source, attempts } = liveSource(stub.baseUrl)
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'bad-shape', status: 200, attempts: 1 })
    expect(error.message).toBe('CoinGecko answered with something other than a list of coins')
    expect(attempts).toMatchObject([
      { path: '/coins/markets', status: 200, failure: 'bad-shape', durationMs: 0 },
    ])
  })

  test('answered with 1e400 as a price loses that row only', async () => {
    const rows = JSON.stringify([marketsRow(), marketsRow({ id: 'near', current_price: 1 })])
    stub.script(answerText(rows.replace('"current_price":343.58', '"current_price":1e400')))
    const batch = await liveSource(stub.baseUrl).source.fetchMarkets(USD)
    expect(batch.quotes.map((quote) => quote.id)).toEqual(['near'])
    expect(batch.dropped).toEqual({ 'price-out-of-bounds': 1 })
  })
})

describe('a history request', () => {
  test.each([
    ['daily', 365],
    ['hourly', 90],
  ] as const)(
    'for %s points asks for %i days and leaves the granularity to the upstream',
    async (kind, days) => {
      stub.script(
        answerJson({ prices: [[Date.parse('2026-11-21T00:00:00Z'), 2]], market_caps: [], total_volumes: [] }),
      )
      const { source, attempts } = liveSource(stub.baseUrl)
      const history = await source.fetchHistory({ id: 'story-2', kind })
      expect(stub.requests.map(({ url }) => url)).toEqual([
        `/api/v3/coins/story-2/market_chart?vs_currency=usd&days=${days}&precision=full`,
      ])
      expect(history).toEqual({
        id: 'story-2',
        kind,
        points: [{ time: Date.parse('2026-11-21T00:00:00Z'), price: 2, marketCap: null, volume: null }],
      })
      expect(attempts).toMatchObject([
        { path: '/coins/story-2/market_chart', status: 200, failure: null, durationMs: 0 },
      ])
    },
  )

  test('for something that is no coin id is never sent', async () => {
    const error = await failureOf(
      liveSource(stub.baseUrl).source.fetchHistory({ id: '../key', kind: 'daily' }),
    )
    expect(error).toMatchObject({ failure: 'bad-request', attempts: 0 })
    expect(stub.requests).toHaveLength(0)
  })

  test('answered with more than 5 000 points or without prices is refused', async () => {
    const tooLong = { prices: Array.from({ length: 5_001 }, (_, index) => [index * 86_400_000, 1]) }
    for (const body of [tooLong, {}, { prices: null }, []]) {
      stub.script(answerJson(body))
      const error = await failureOf(liveSource(stub.baseUrl).source.fetchHistory({ id: 'io', kind: 'daily' }))
      expect(error.failure).toBe('bad-shape')
    }
  })
})

describe('attempts', () => {
  test('are counted one by one, the failed ones too', async () => {
    stub.script(
      answerText('Bad Gateway', { status: 502 }),
      answerText('', { status: 503 }),
      answerJson([marketsRow()]),
    )
    const { source, attempts, delays } = liveSource(stub.baseUrl)
    await source.fetchMarkets(USD)
    expect(attempts.map(({ status, failure }) => [status, failure])).toEqual([
      [502, 'server'],
      [503, 'server'],
      [200, null],
    ])
    expect(delays).toEqual([500, 1_000])
  })

  test('end after three', async () => {
    stub.script(answerText('Bad Gateway', { status: 502, headers: { 'content-type': 'text/plain' } }))
    const { source } = liveSource(stub.baseUrl)
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'server', status: 502, attempts: 3 })
    expect(stub.requests).toHaveLength(3)
  })

  test('can be limited to one', async () => {
    stub.script(answerText('', { status: 500 }))
    await failureOf(liveSource(stub.baseUrl, { maxAttempts: 1 }).source.fetchMarkets(USD))
    expect(stub.requests).toHaveLength(1)
  })

  test('are not repeated after a rate limit', async () => {
    stub.script(
      answerJson({ status: { error_code: 429 } }, { status: 429, headers: { 'retry-after': '53' } }),
    )
    const { source, attempts } = liveSource(stub.baseUrl)
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'rate-limited', status: 429, retryAfterMs: 53_000, attempts: 1 })
    expect(attempts).toMatchObject([
      { path: '/coins/markets', status: 429, failure: 'rate-limited', durationMs: 0 },
    ])
  })

  test('are made only as far as the budget allows, and end with the fault of the last one', async () => {
    stub.script(answerText('', { status: 503 }))
    const asked: string[] = []
    const admit = async (path: string, isRetry: boolean) =>
      asked.push(`${path} ${isRetry}`) <= 2 ? null : BUDGET_SPENT
    const { source, attempts } = liveSource(stub.baseUrl, { admit })
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'server', status: 503, attempts: 2 })
    expect(asked).toEqual(['/coins/markets false', '/coins/markets true', '/coins/markets true'])
    expect([stub.requests.length, attempts.length]).toEqual([2, 2])
  })

  test('are not begun without budget', async () => {
    const { source, attempts } = liveSource(stub.baseUrl, { admit: async () => BUDGET_SPENT })
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'rate-limited', status: null, attempts: 0 })
    expect([stub.requests.length, attempts.length]).toEqual([0, 0])
  })
})
