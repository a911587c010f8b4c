import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRuntime, type OpenRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { answerData } from '#lib/server/http/answer-data'
import { createLogger } from '#lib/server/logger'
import { type FrontFixture, startFront } from '../../helpers/front-fixture.ts'

let open: OpenRuntime
let front: FrontFixture

beforeAll(async () => {
  open = await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
})
afterAll(() => open.close())
beforeEach(async () => {
  front = await startFront()
})
afterEach(() => front.close())

const error = (body: Buffer) => JSON.parse(body.toString()).error

describe('data routes', () => {
  const ROUTES = [
    ['snapshot', '/api/snapshot?weighting=cap', {}],
    ['tokensCsv', '/api/snapshot.csv?layer=middleware&bom=1', {}],
    ['layersCsv', '/api/layers.csv?delimiter=semicolon', {}],
    ['series', '/api/series?range=30d', {}],
    ['layer', '/api/layers/middleware?range=7d', { layerId: 'middleware' }],
    ['token', '/api/tokens/bittensor?range=90d', { tokenId: 'bittensor' }],
    ['tokenHistory', '/api/tokens/bittensor/history?range=90d', { tokenId: 'bittensor' }],
    ['volatility', '/api/volatility?ids=bittensor,sector', {}],
    ['correlation', '/api/correlation?ids=bittensor,golem', {}],
    ['stack', '/api/stack', {}],
    ['openapi', '/api/openapi.json', {}],
  ] as const

  it.each(ROUTES)('%s is what the route handler answers, in every encoding', async (name, path, params) => {
    const handler = await answerData(new Request(`http://localhost${path}`), name, params)
    const body = Buffer.from(await handler.arrayBuffer())
    const plain = await front.get(path)
    const gzip = await front.get(path, { 'accept-encoding': 'gzip' })
    const br = await front.get(path, { 'accept-encoding': 'gzip, br' })
    expect(plain.body.equals(body)).toBe(true)
    // Little ones are not worth compressing.
    const encodings = body.length < 512 ? [undefined, undefined] : ['gzip', 'br']
    expect([gzip.headers['content-encoding'], br.headers['content-encoding']]).toEqual(encodings)
    expect(encodings[0] ? gunzipSync(gzip.body) : gzip.body).toEqual(body)
    expect(encodings[1] ? brotliDecompressSync(br.body) : br.body).toEqual(body)
    expect(plain.headers.etag).toBe(handler.headers.get('etag'))
    for (const header of ['content-type', 'content-disposition', 'vary', 'cache-control'])
      expect([header, br.headers[header]]).toEqual([header, handler.headers.get(header) ?? undefined])
  })

  it('have one tag for each encoding, and 304 for any of them', async () => {
    const tags = []
    for (const encoding of ['identity', 'gzip', 'br'])
      tags.push((await front.get('/api/snapshot', { 'accept-encoding': encoding })).headers.etag ?? '')
    expect(new Set(tags).size).toBe(3)
    for (const tag of [...tags, `W/${tags[0]}`, `"x", ${tags[2]}`, '*']) {
      const { status, body, headers } = await front.get('/api/snapshot', { 'if-none-match': tag })
      expect([tag, status, body.length, headers['content-length']]).toEqual([tag, 304, 0, undefined])
    }
    expect((await front.get('/api/snapshot', { 'if-none-match': '"x"' })).status).toBe(200)
  })

  it('answer HEAD like GET without its body', async () => {
    const get = await front.get('/api/snapshot')
    const head = await front.get('/api/snapshot', {}, 'HEAD')
    expect([head.status, head.body.length, head.headers.etag]).toEqual([200, 0, get.headers.etag])
    expect(head.headers['content-length']).toBe(String(get.body.length))
  })

  it('name what was wrong, in a form no cache keeps', async () => {
    for (const [path, field] of [
      ['/api/snapshot?__proto__=1', '__proto__'],
      ['/api/snapshot?currency=usd&currency=usd', 'currency'],
      ['/api/snapshot?x=%ZZ', 'x'],
      ['/api/series?range=%00', 'range'],
    ] as const) {
      const { status, body, headers } = await front.get(path)
      expect([path, status, error(body).field]).toEqual([path, 400, field])
      expect(headers['cache-control']).toBe('no-store')
    }
    expect((await front.get('/api/layers/nowhere')).status).toBe(404)
    expect((await front.get('/api/tokens/%ZZ')).status).toBe(404)
    expect((await front.get('/api/nothing')).status).toBe(404)
  })

  it('judge a greatest age each time, also where the answer itself is at hand', async () => {
    await front.get('/api/snapshot?weighting=cap')
    for (const path of [
      '/api/snapshot?weighting=cap&maxAge=60',
      '/api/snapshot?maxAge=60&weighting=cap',
      '/api/snapshot?max%41ge=60',
    ]) {
      const { status, body } = await front.get(path)
      expect([status, error(body).code]).toEqual([503, 'stale'])
    }
  })
})

describe('what is refused before anyone looks at it', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS'])('%s is no method here', async (method) => {
    const { status, headers } = await front.get('/', {}, method)
    expect([status, headers.allow, headers.connection]).toEqual([405, 'GET, HEAD', 'close'])
    expect([front.drawn, front.passedOn]).toEqual([[], []])
  })

  it.each([
    [{ 'next-action': 'x' }, 400],
    [{ 'next-resume': '1' }, 400],
    [{ 'content-length': '5' }, 413],
    [{ 'transfer-encoding': 'chunked' }, 413],
    [{ expect: 'something' }, 400],
    [{ expect: '100-continue' }, 400],
    [{ 'x-large': 'x'.repeat(9000) }, 431],
  ])('%j is answered %#', async (headers, status) => {
    expect((await front.get('/', headers)).status).toBe(status)
    expect([front.drawn, front.passedOn]).toEqual([[], []])
  })

  it('an address that is too long, absolute or of a probe', async () => {
    expect((await front.get(`/?q=${'a'.repeat(5000)}`)).status).toBe(414)
    expect((await front.get('http://elsewhere.example/')).status).toBe(400)
    for (const path of [
      '//elsewhere.example',
      '/a/..%2f..%2fetc/passwd',
      '/%00',
      '/_next/image?url=x',
      '/_next/static/..%2fx',
    ])
      expect([path, (await front.get(path)).status]).toEqual([path, 404])
    expect([front.drawn, front.passedOn]).toEqual([[], []])
  })

  it('what is no HTTP, an upgrade and a tunnel', async () => {
    expect(await raw('GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    expect(
      await raw('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    ).toMatch(/ 400 /)
    expect(await raw('CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/ 405 /)
    const smuggled =
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    expect(await raw(smuggled)).toMatch(/ 400 /)
  })

  it('a body in an unknown coding, once', async () => {
    const answers = await raw('GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n')
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413'])
  })
})

describe('pages', () => {
  it('are drawn once, with a policy for their own scripts, for every reader and every mark on the link', async () => {
    const first = await front.get('/')
    await front.get('/?utm_source=letter')
    await front.get('/', { rsc: '1', 'next-router-prefetch': '1', 'x-forwarded-host': 'elsewhere.example' })
    expect(front.drawn).toEqual(['/'])
    expect(first.headers['content-security-policy']).toContain("'sha256-")
    expect(first.headers['cache-control']).toContain('max-age=0')
    expect([first.headers.vary, first.headers['x-content-type-options']]).toEqual([
      'Accept-Encoding',
      'nosniff',
    ])
  })

  it('are drawn again when the board has changed', async () => {
    await front.get('/')
    front.cache.outdate()
    await front.get('/')
    expect(front.drawn).toEqual(['/', '/'])
  })

  it('pass navigation on to Next without what others added to it', async () => {
    const { headers } = await front.get('/?range=7d&_rsc=1', {
      rsc: '1',
      'x-forwarded-host': 'x',
      host: 'strata',
    })
    expect(front.passedOn).toEqual(['/?range=7d&_rsc=1'])
    expect(headers['referrer-policy']).toBe('no-referrer')
  })

  it('that are not there are not kept by caches; those that failed are kept by nobody', async () => {
    const missing = await front.get('/no-such-page')
    expect([missing.status, missing.headers['cache-control']]).toEqual([404, 'no-store'])
    await front.get('/stack')
    await front.get('/stack')
    expect(front.drawn).toEqual(['/no-such-page', '/stack', '/stack'])
  })

  it('that Next would find elsewhere are not there', async () => {
    const { status, headers } = await front.get('/stack/')
    expect([status, headers.location]).toEqual([404, undefined])
  })
})

describe('under load', () => {
  it('sends one client away that asks too much, whatever address it claims before the proxy', async () => {
    await front.close()
    front = await startFront({ limited: true })
    const statuses: number[] = []
    for (let turn = 0; turn < 60; turn += 1) {
      const { status } = await front.get('/api/stack', { 'x-forwarded-for': `10.1.1.${turn}, 198.51.100.1` })
      statuses.push(status)
    }
    expect(statuses).toEqual([...Array(40).fill(200), ...Array(20).fill(429)])
    const refused = await front.get('/api/stack', { 'x-forwarded-for': '198.51.100.1' })
    expect([refused.status, refused.headers['retry-after'], error(refused.body).code]).toEqual([
      429,
      '1',
      'rate_limited',
    ])
    expect((await front.get('/api/stack', { 'x-forwarded-for': '198.51.100.2' })).status).toBe(200)
  })

  it('goes on sending what is prepared while it refuses to make what is not', async () => {
    await front.get('/api/snapshot')
    front.gauge.inFlight = 300
    expect((await front.get('/api/snapshot')).status).toBe(200)
    for (const path of ['/api/snapshot.csv', '/api/layers/middleware', '/api/stream', '/']) {
      const { status, body, headers } = await front.get(path)
      expect([path, status, error(body).code, headers['retry-after']]).toEqual([path, 503, 'overloaded', '6'])
    }
    expect((await front.get('/healthz')).status).toBe(200)
  })

  it('tells every client to close its connection while the process ends', async () => {
    front.state.draining = true
    expect((await front.get('/api/snapshot')).headers.connection).toBe('close')
    expect((await front.get('/api/stream')).status).toBe(503)
  })
})

/** Sends bytes as they are; answers the first line that comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(front.port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer')))
  })
}
