import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CoinGeckoOptions } from '#lib/server/upstream/client'
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
import { failureOf, liveSource } from './live-source.ts'

const KEY = 'CG-canary1234'

let stub: StubUpstream
beforeEach(async () => {
  stub = await startStubUpstream()
})
afterEach(() => stub.close())

/** Every string and key reachable from a value, hidden properties included. */
function* textsIn(value: unknown, seen = new Set<unknown>()): Generator<string> {
  if (typeof value === 'string') yield value
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
  seen.add(value)
  for (const key of Reflect.ownKeys(value)) {
    yield String(key)
    yield* textsIn(Reflect.get(value, key), seen)
  }
}

const faults: readonly (readonly [string, readonly StubHandler[], Partial<CoinGeckoOptions>])[] = [
  ['a hang', [hang], { timeouts: { headersMs: 50 } }],
  ['a hang in the body', [hangAfterHeaders], { timeouts: { totalMs: 300 } }],
  ['a reset', [resetMidBody], {}],
  [
    'a refusal that repeats it',
    [answerJson({ status: { error_code: 10002, error_message: `bad key ${KEY}` } }, { status: 401 })],
    {},
  ],
  ['a rate limit', [answerText(KEY, { status: 429 })], {}],
  ['a wrong shape that repeats it', [answerJson({ error: KEY })], {}],
  ['a page', [answerText(`<p>${KEY}`)], {}],
  [
    'a redirect',
    [answerText('', { status: 302, headers: { location: `http://127.0.0.1:9/?k=${KEY}` } })],
    {},
  ],
  ['a body too large', [answerText('["a body of more than ten bytes"]')], { maxBytes: 10 }],
  ['no listener', [hang], { baseUrl: 'http://127.0.0.1:1/api/v3' }],
  ['no TLS', [hang], { baseUrl: 'https://127.0.0.1:1/api/v3' }],
]

test.each(faults)(
  'the key is nowhere in the error nor in the report after %s',
  async (_name, handlers, options) => {
    stub.script(...handlers)
    const { source, attempts } = liveSource(stub.baseUrl, {
      plan: 'demo',
      apiKey: KEY,
      maxAttempts: 1,
      ...options,
    })
    const error = await failureOf(source.fetchMarkets({ currency: 'usd', ids: ['bittensor'] }))
    const texts = [...textsIn([error, attempts])]
    expect(texts).toContain(error.message)
    expect(texts.filter((text) => text.includes(KEY))).toEqual([])
    expect(texts.filter((text) => text.includes('api-key'))).toEqual([])
  },
)
