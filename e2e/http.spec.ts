import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { type Product, startProduct } from './product.ts'
import { expect, test } from './quiet-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ STRATA_SOURCE: 'recorded' })
})
test.afterAll(() => product.stop())

test('answers 304 to the ETag it gave', async ({ request }) => {
  const paths = [
    '/api/snapshot',
    '/api/series',
    '/api/snapshot.csv',
    '/api/layers.csv',
    '/api/stack',
    '/api/layers.csv?whatif=golem:marketplaces,io:-',
    '/api/layers/middleware?range=7d',
    '/api/tokens/bittensor/history?range=90d',
    '/api/volatility?ids=bittensor,sector&layers=middleware',
    '/api/correlation?ids=bittensor,golem',
  ]
  for (const path of paths) {
    const first = await request.get(product.url + path)
    expect(first.status()).toBe(200)
    const etag = first.headers().etag ?? ''
    expect(etag).toMatch(/^"[^"]+"$/)
    const second = await request.get(product.url + path, { headers: { 'If-None-Match': etag } })
    expect([path, second.status(), (await second.body()).length]).toEqual([path, 304, 0])
  }
})

test('names what was wrong in a request and what is allowed', async ({ request }) => {
  const cases = [
    ['/api/snapshot?currency=xyz', 'currency'],
    ['/api/snapshot?foo=1', 'foo'],
    ['/api/series?range=5d', 'range'],
    ['/api/snapshot.csv?layer=nowhere', 'layer'],
    ['/api/layers.csv?decimal=point', 'decimal'],
    ['/api/stack?x=1', 'x'],
    ['/api/stack?whatif=golem', 'whatif'],
    ['/api/snapshot?whatif=bitcoin:-', 'whatif'],
    ['/api/series?whatif=golem:nowhere', 'whatif'],
    ['/api/snapshot.csv?whatif=golem:-,golem:marketplaces', 'whatif'],
    ['/api/volatility?ids=nothing', 'ids'],
    ['/api/volatility?ids=golem&window=31', 'window'],
    ['/api/volatility?ids=golem&estimator=magic', 'estimator'],
    ['/api/correlation', 'ids'],
    ['/api/layers/middleware?range=5d', 'range'],
  ] as const
  for (const [path, field] of cases) {
    const response = await request.get(product.url + path)
    const { error } = await response.json()
    expect([path, response.status(), error.code, error.field]).toEqual([path, 400, 'bad_request', field])
    expect(response.headers()['cache-control']).toBe('no-store')
  }
})

test('says of an id that is not mapped, or an address that does not exist, that it is not found', async ({
  request,
}) => {
  for (const path of ['/api/layers/nowhere', '/api/tokens/dogecoin/history', '/api/nothing']) {
    const response = await request.get(product.url + path)
    expect([path, response.status(), (await response.json()).error.code]).toEqual([path, 404, 'not_found'])
    expect(response.headers()['content-type']).toContain('application/json; charset=utf-8')
  }
})

test('refuses recorded data to a machine that sets a greatest age', async ({ request }) => {
  const response = await request.get(`${product.url}/api/snapshot?maxAge=60`)
  expect([response.status(), (await response.json()).error.code]).toEqual([503, 'stale'])
})

test('has an icon for whoever asks for the usual one', async ({ request }) => {
  const icon = await request.get(`${product.url}/favicon.ico`)
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/x-icon'])
})

test('is alive, ready and describes itself', async ({ request }) => {
  expect(await (await request.get(`${product.url}/healthz`)).text()).toBe('ok\n')
  expect((await request.get(`${product.url}/readyz`)).status()).toBe(200)
  const status = await (await request.get(`${product.url}/api/status`)).json()
  expect(status).toMatchObject({ mode: 'recorded', storage: { engine: 'none' } })
  const openapi = await (await request.get(`${product.url}/api/openapi.json`)).json()
  expect(openapi.openapi).toBe('3.1.0')
})

test('is built without a single action that could be called', () => {
  const manifest = join(PROJECT_ROOT, '.next', 'server', 'server-reference-manifest.json')
  const { node, edge } = JSON.parse(readFileSync(manifest, 'utf8'))
  expect(Object.keys({ ...node, ...edge })).toEqual([])
})

test('shows a page of its own for an address that does not exist', async ({ request }) => {
  const response = await request.get(`${product.url}/no-such-page`)
  expect(response.status()).toBe(404)
  expect(await response.text()).toContain('Strata')
})
