import type { Reply } from '../ask.ts'
import type { Expectation } from '../row.ts'
import type { Stage } from '../stage.ts'
import { type Probe, probe, refused } from './request-expectations.ts'

const CLIMBS = [
  '../',
  '..%2f',
  '%2e%2e/',
  '..%5c',
  '....//',
  '%2e%2e%2f',
  '..%252f',
  '.%2e/',
  '%c0%ae%c0%ae/',
  '..;/',
]
const PLACES = [
  '/',
  '/_next/static/',
  '/_next/',
  '/api/layers/',
  '/api/tokens/',
  '/tokens/',
  '/layers/',
  '/_next/static/chunks/',
]
const TARGETS = ['etc/passwd', 'package.json', '.env', '.next/BUILD_ID', 'lib/server/main.ts', '.git/config']
export const TRAVERSALS = PLACES.flatMap((place) =>
  CLIMBS.flatMap((climb) => TARGETS.map((target) => `${place}${climb.repeat(4)}${target}`)),
)

/** None of the traversals brings a file of this machine. */
export const noFileIsReached: Expectation = async (stage) => {
  for (const path of [...TRAVERSALS, '/%00', '/api/tokens/%00', '/C:/boot.ini', '/file:///etc/passwd']) {
    const { text } = await probe(stage, { path, status: [200, 400, 404, 414] })
    if (/root:x:|"private": true|COINGECKO_API_KEY=|\[core\]/.test(text))
      throw new Error(`${path} brings a file`)
  }
}

/** Two hundred ways to dress a request, one answer and one way to vary. */
export const oneCacheKey: Expectation = async (stage) => {
  const names = [
    'x-forwarded-host',
    'rsc',
    'next-router-state-tree',
    'next-router-prefetch',
    'next-url',
    'x-middleware-subrequest',
    'x-nextjs-data',
    'purpose',
    'x-forwarded-proto',
    'origin',
  ]
  for (const path of ['/api/stack', '/methodology']) {
    for (let turn = 0; turn < 100; turn += 1) {
      const name = names[turn % names.length] ?? ''
      const reply = await sameAsPlain(stage, {
        path,
        status: [200],
        headers: { [name]: `evil-${turn}.example` },
      })
      if (reply.headers.vary !== 'Accept-Encoding') throw new Error(`${path} varies by ${reply.headers.vary}`)
      if (reply.text.includes('evil-')) throw new Error(`${path} repeats ${name}`)
    }
  }
}

/** The answer to a dressed request, which is that of the plain one: of the state before or after a refresh in between. */
async function sameAsPlain(stage: Stage, dressed: Probe): Promise<Reply> {
  const plain = refused(dressed.path.split('?', 1)[0] ?? '', 200)
  const etags = [(await probe(stage, plain)).headers.etag]
  const reply = await probe(stage, dressed)
  etags.push((await probe(stage, plain)).headers.etag)
  if (!etags.includes(reply.headers.etag)) throw new Error(`${dressed.path} has a body of its own`)
  return reply
}

/** Random marks on a link cost no page. */
export const marksCostNothing: Expectation = async (stage) => {
  for (let turn = 0; turn < 20; turn += 1)
    await sameAsPlain(stage, refused(`/methodology?x${turn}=${Math.random()}`, 200))
  await probe(stage, refused('/api/snapshot?x=1', 400))
}

/** Downloads are named by the server alone. */
export const fixedFileName: Expectation = async (stage) => {
  await probe(stage, refused('/api/snapshot.csv?file=%0d%0aSet-Cookie:a', 400))
  const { headers } = await probe(stage, refused('/api/snapshot.csv?bom=1', 200))
  if (
    !/^attachment; filename="strata-tokens_usd_\d{8}T\d{6}Z\.csv"$/.test(headers['content-disposition'] ?? '')
  )
    throw new Error(`the file is named ${headers['content-disposition']}`)
}

/** What a reader writes into an address never becomes markup of a page. */
export const nothingReflected: Expectation = async (stage) => {
  const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
  for (const path of ['/', '/volatility', '/stack', '/tokens/x', '/layers/x', '/nowhere']) {
    for (const name of ['q', 'compare', 'layer', 'range', 'whatif']) {
      const { text } = await probe(stage, {
        path: `${path}?${name}=${encodeURIComponent(evil)}`,
        status: [200, 404],
      })
      if (text.includes('<img src=x') || text.includes('<script>alert'))
        throw new Error(`${path} repeats ${name}`)
    }
  }
}

export const framed: Expectation = async (stage) => {
  for (const path of ['/', '/nowhere', '/api/snapshot']) {
    const { headers } = await stage.ask(path)
    if (!`${headers['content-security-policy']}`.includes("frame-ancestors 'none'"))
      throw new Error(`${path} may be framed`)
  }
}
