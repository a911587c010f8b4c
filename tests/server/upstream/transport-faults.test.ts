import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CoinGeckoOptions } from '#lib/server/upstream/client'
import { ManualClock } from '../../helpers/manual-clock.ts'
import {
  answerJson,
  answerText,
  hang,
  hangAfterHeaders,
  resetMidBody,
  type StubHandler,
  type StubUpstream,
  startStubUpstream,
} from '../../helpers/stub-upstream.ts'
import { freePort } from '../../postgres/free-port.ts'
import { failureOf, liveSource } from './live-source.ts'
import { marketsRow } from './markets-row.ts'

const KEY = 'CG-canary1234'
const USD = { currency: 'usd', ids: ['bittensor'] }
const WHOLE = JSON.stringify([marketsRow()])

let stub: StubUpstream
beforeEach(async () => {
  stub = await startStubUpstream()
})
afterEach(() => stub.close())

async function failMarkets(handlers: readonly StubHandler[], options: Partial<CoinGeckoOptions> = {}) {
  stub.script(...handlers)
  const { source, attempts } = liveSource(stub.baseUrl, { plan: 'demo', apiKey: KEY, ...options })
  const error = await failureOf(source.fetchMarkets(USD))
  return { error, attempts }
}

describe('no answer', () => {
  test('before the headers ends at the headers deadline, and the sockets are closed', async () => {
    const clock = new ManualClock(0)
    const late: StubHandler = () => void clock.advance(400)
    const { error } = await failMarkets([late], { clock, timeouts: { headersMs: 400 }, maxAttempts: 2 })
    expect(error).toMatchObject({ failure: 'timeout', status: null, attempts: 2 })
    expect(error.message).toBe('CoinGecko is not reachable (no answer within 0.4 s)')
    await stub.idle()
    expect(stub.requests).toHaveLength(2)
  })

  test('after the headers ends at the total deadline', async () => {
    const time = new ManualClock(0)
    const schedule = (delayMs: number, task: () => void) => {
      const cancel = time.schedule(delayMs, task)
      return () => {
        cancel()
        // The client calls this one off once it has the headers.
        if (delayMs === 300) void time.advance(400)
      }
    }
    const clock = { now: () => 0, monotonic: () => 0, schedule }
    const timeouts = { headersMs: 300, totalMs: 400 }
    const { error } = await failMarkets([hangAfterHeaders], { clock, timeouts, maxAttempts: 1 })
    expect(error).toMatchObject({ failure: 'timeout', status: 200 })
    expect(error.message).toBe('CoinGecko is not reachable (no answer within 0.4 s)')
    await stub.idle()
  })

  test('in full ends at the total deadline although bytes keep dripping', async () => {
    const clock = new ManualClock(0)
    const drip: StubHandler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => {
        response.write(' ')
        void clock.advance(100)
      }, 10)
      response.on('close', () => clearInterval(timer))
    }
    const { error } = await failMarkets([drip], { clock, timeouts: { totalMs: 400 }, maxAttempts: 1 })
    expect(error.failure).toBe('timeout')
    await stub.idle()
  })

  test('because nobody listens is a failed connection', async () => {
    const { source, attempts } = liveSource(`http://127.0.0.1:${await freePort()}/api/v3`)
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'connect', status: null, attempts: 3 })
    expect(error.message).toBe('CoinGecko is not reachable (no connection, ECONNREFUSED)')
    expect(attempts).toHaveLength(3)
  })

  test('because the connection is not made in time says so', async () => {
    const schedule = (delayMs: number, task: () => void) => {
      // Only the connect deadline is this short: it passes before any socket can open.
      if (delayMs === 1) task()
      return () => {}
    }
    const clock = { now: () => 0, monotonic: () => 0, schedule }
    const { error } = await failMarkets([hang], { clock, timeouts: { connectMs: 1 }, maxAttempts: 1 })
    expect(error).toMatchObject({
      failure: 'connect',
      message: 'CoinGecko is not reachable (no connection within 0.001 s)',
    })
    expect(stub.requests).toHaveLength(0)
  })

  test('counts against each deadline only until its stage is reached', async () => {
    const cancelled: number[] = []
    const schedule = (delayMs: number) => () => {
      cancelled.push(delayMs)
    }
    let whenAsked: number[] = []
    stub.script((request, response) => {
      whenAsked = [...cancelled]
      answerJson([marketsRow()])(request, response)
    })
    await liveSource(stub.baseUrl, {
      clock: { now: () => 0, monotonic: () => 0, schedule },
    }).source.fetchMarkets(USD)
    expect(whenAsked).toEqual([3_000])
    expect(new Set(cancelled)).toEqual(new Set([3_000, 5_000, 10_000]))
  })

  test('because the name leads to a private address: no connection is made', async () => {
    const inner = stub.baseUrl.replace('127.0.0.1', 'localhost')
    const { source } = liveSource(inner, { allowPrivateAddress: false, maxAttempts: 1 })
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error.message).toBe("CoinGecko's name resolves to a private address, which is refused")
    expect(error.failure).toBe('dns')
    expect(stub.requests).toHaveLength(0)
  })

  test('because the other side speaks no TLS is final', async () => {
    const { source } = liveSource(stub.baseUrl.replace('http:', 'https:'))
    const error = await failureOf(source.fetchMarkets(USD))
    expect(error).toMatchObject({ failure: 'tls', attempts: 1 })
  })
})

describe('a broken answer', () => {
  test('reset in the middle is a network failure and is asked for again', async () => {
    stub.script(resetMidBody, answerJson([marketsRow()]))
    const { source, attempts } = liveSource(stub.baseUrl)
    const batch = await source.fetchMarkets(USD)
    expect(batch.quotes).toHaveLength(1)
    expect(attempts.map(({ status, failure }) => [status, failure])).toEqual([
      [200, 'network'],
      [200, null],
    ])
  })

  test.each([
    ['its own length', {}],
    ['the length of the whole', { 'content-length': String(Buffer.byteLength(WHOLE)) }],
  ])('cut short under %s refuses everything and is asked for again', async (_name, headers) => {
    const cut: StubHandler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close', ...headers })
      response.write(WHOLE.slice(0, -20), () => response.destroy())
    }
    const { error, attempts } = await failMarkets([cut])
    expect(error).toMatchObject({ failure: 'network', status: 200, attempts: 3 })
    expect(attempts).toHaveLength(3)
  })

  test('cut short although complete by its length is told from a page that is not JSON', async () => {
    const { error } = await failMarkets([answerText(WHOLE.slice(0, -20))])
    expect(error).toMatchObject({ failure: 'network', attempts: 3 })
    expect(error.message).toBe("CoinGecko's answer broke off in the middle")
  })

  test('cut short inside its compression is a network failure', async () => {
    const half = gzipSync(WHOLE).subarray(0, 100)
    const { error } = await failMarkets([answerText(half, { headers: { 'content-encoding': 'gzip' } })])
    expect(error).toMatchObject({ failure: 'network', attempts: 3 })
  })

  test.each([
    ['HTML under 200', '<!doctype html><title>Just a moment</title>', 'text/html'],
    ['HTML labelled as JSON', '<!doctype html>', 'application/json'],
    ['JSON labelled as HTML', WHOLE, 'text/html'],
    ['plain text', 'error', 'text/plain'],
    ['NaN in JSON', '[{"current_price":NaN}]', 'application/json'],
    ['a bare number', '7', 'application/json'],
    ['nothing', '', 'application/json'],
  ])('of %s is not JSON and not asked for again', async (_name, body, type) => {
    const { error } = await failMarkets([answerText(body, { headers: { 'content-type': type } })])
    expect(error).toMatchObject({ failure: 'not-json', status: 200, attempts: 1 })
    expect(error.message).toBe('CoinGecko answered with something other than JSON (status 200)')
  })

  test('without a label is judged by its body', async () => {
    stub.script((_request, response) => response.end(WHOLE))
    const batch = await liveSource(stub.baseUrl).source.fetchMarkets(USD)
    expect(batch.quotes).toHaveLength(1)
  })

  test('nested 100 000 deep is refused', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    stub.script(answerText(deep))
    const outcome = await liveSource(stub.baseUrl).source.fetchMarkets(USD)
    expect(outcome).toMatchObject({ quotes: [], dropped: { 'not-an-object': 1 } })
  })
})

describe('size', () => {
  test('a whole compressed answer is read', async () => {
    stub.script(answerText(gzipSync(WHOLE), { headers: { 'content-encoding': 'gzip' } }))
    expect((await liveSource(stub.baseUrl).source.fetchMarkets(USD)).quotes).toHaveLength(1)
  })

  test('a small body that unfolds beyond 8 MiB is cut off while it unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1_048_576, ' '))
    const before = process.memoryUsage().rss
    const { error } = await failMarkets([answerText(bomb, { headers: { 'content-encoding': 'gzip' } })])
    expect(error).toMatchObject({ failure: 'too-large', status: 200, attempts: 1 })
    expect(error.message).toBe("CoinGecko's answer was larger than 8 MiB")
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576)
  })

  test('a plain body beyond the limit is cut off', async () => {
    const { error } = await failMarkets([answerText(WHOLE)], { maxBytes: 100 })
    expect(error.failure).toBe('too-large')
  })

  test('the huge page of a refusal changes nothing in how it is classified', async () => {
    const { error } = await failMarkets([answerText('x'.repeat(1_000_000), { status: 403 })])
    expect(error).toMatchObject({ failure: 'forbidden', status: 403 })
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    'with status %i is refused and its target never asked',
    async (status) => {
      const target = await startStubUpstream()
      const { error } = await failMarkets([
        answerText('', { status, headers: { location: `${target.baseUrl}/coins/markets` } }),
      ])
      expect(error).toMatchObject({ failure: 'redirect', status, attempts: 1 })
      expect(target.requests).toHaveLength(0)
      await target.close()
    },
  )

  test('whose body never ends is left at once', async () => {
    const endless: StubHandler = (_request, response) => {
      response.writeHead(302, { location: '/elsewhere' })
      response.write('x')
    }
    const { error } = await failMarkets([endless], { timeouts: { totalMs: 60_000 } })
    expect(error.failure).toBe('redirect')
    await stub.idle()
  })
})
