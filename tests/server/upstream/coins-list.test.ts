import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchCoinsList } from '#lib/server/upstream/coins-list'
import { answerJson, type StubUpstream, startStubUpstream } from '../../helpers/stub-upstream.ts'
import { failureOf } from './live-source.ts'

let stub: StubUpstream
beforeEach(async () => {
  stub = await startStubUpstream()
})
afterEach(() => stub.close())

test('the list of coins is read in one call with the key in its header; unusable rows are left out', async () => {
  stub.script(
    answerJson([
      { id: 'bittensor', symbol: 'tao', name: 'Bittensor', platforms: {} },
      { id: '__proto__', symbol: 'x', name: 'x' },
      { id: 'nameless', symbol: null, name: 'x' },
      { id: 'esc', symbol: 'e', name: '\u001b[31mred' },
      7,
    ]),
  )
  const coins = await fetchCoinsList({ baseUrl: stub.baseUrl, plan: 'demo', apiKey: 'CG-key' })
  expect(coins).toEqual([
    { id: 'bittensor', symbol: 'tao', name: 'Bittensor' },
    { id: 'esc', symbol: 'e', name: '[31mred' },
  ])
  expect(stub.requests.map(({ url, headers }) => [url, headers['x-cg-demo-api-key']])).toEqual([
    ['/api/v3/coins/list', 'CG-key'],
  ])
})

test('an empty list is a wrong shape', async () => {
  const error = await failureOf(fetchCoinsList({ baseUrl: stub.baseUrl, plan: 'keyless', apiKey: null }))
  expect(error.failure).toBe('bad-shape')
})
