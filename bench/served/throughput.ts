import { startProduct } from '../../e2e/product.ts'
import { median, type Result } from '../result.ts'
import { load } from './load.ts'
import { rawLoad } from './raw-load.ts'
import { startServer } from './start-server.ts'

const TURNS = 5
const SECONDS = 3
const PROXIED = { STRATA_SOURCE: 'recorded', STRATA_TRUSTED_PROXIES: '1' }
/** What is served, and how much of the speed of plain node:http it must reach. */
const CASES = [
  { id: 'F1', name: '/api/snapshot, as it is', path: '/api/snapshot', encoding: 'identity', target: 0.8 },
  { id: 'F2', name: '/api/snapshot, gzip', path: '/api/snapshot', encoding: 'gzip', target: 0.8 },
  {
    id: 'F2',
    name: '/api/snapshot, 304',
    path: '/api/snapshot',
    encoding: 'identity',
    target: 0.8,
    isHeld: true,
  },
  { id: 'F3', name: 'HTML of /, brotli', path: '/', encoding: 'br', target: 0.7 },
] as const

/** Answers a second against plain node:http with the same bytes: alternating runs, medians of five, limits in force. */
export async function throughput(): Promise<Result[]> {
  const product = await startProduct(PROXIED)
  const plain = await startServer('bench/served/plain-server.ts')
  const next = await startServer('bench/served/next-server.ts')
  try {
    const results: Result[] = []
    for (const one of CASES) results.push(await compare(one, product.url, plain.url))
    results.push(await nextAlone(next.url, plain.url))
    return results
  } finally {
    await Promise.all([product.stop(), plain.stop(), next.stop()])
  }
}

async function compare(one: (typeof CASES)[number], product: string, plain: string): Promise<Result> {
  const { bytes, etag } = await fetchRaw(product + one.path, one.encoding)
  await fetch(`${plain}/body`, { method: 'POST', body: bytes })
  const isHeld = 'isHeld' in one
  const ours: number[] = []
  const theirs: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const held = (tag: string): Record<string, string> => (isHeld ? { 'if-none-match': tag } : {})
    ours.push(await rate(product + one.path, { 'accept-encoding': one.encoding, ...held(etag) }, isHeld))
    theirs.push(await rate(`${plain}/`, held('"plain"'), isHeld))
  }
  const value = median(ours) / median(theirs)
  return {
    id: one.id,
    name: `${one.name}, ${bytes.length} bytes`,
    value,
    unit: '× plain node:http',
    target: one.target,
    isLeast: true,
    baseline: { name: 'answers/s of plain node:http', value: median(theirs) },
  }
}

/** What the same answer costs through Next's router: not a target, the reason for the front. */
async function nextAlone(next: string, plain: string): Promise<Result> {
  // Its answers come in chunks, which only a whole client can count.
  const ours = (await load({ url: `${next}/api/snapshot` })).perSecond
  const theirs = (await load({ url: `${plain}/` })).perSecond
  return {
    name: '/api/snapshot by a route handler alone',
    value: ours / theirs,
    unit: '× plain node:http',
    target: 0,
    isLeast: true,
  }
}

function rate(url: string, headers: Record<string, string>, isHeld: boolean): Promise<number> {
  return rawLoad({ url, headers, seconds: SECONDS, status: isHeld ? 304 : 200 })
}

/** The bytes as they travel: fetch would unpack them. */
async function fetchRaw(
  url: string,
  encoding: string,
): Promise<{ bytes: Buffer<ArrayBuffer>; etag: string }> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ bytes: Buffer.concat(chunks), etag: response.headers.etag ?? '' }))
    }).on('error', reject)
  })
}
