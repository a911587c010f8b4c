import { encodedEtag, identityEtag } from '#lib/server/http/etag'
import { type Answer, askFrom, unpacked } from './ask-from.ts'
import { inWords } from './steady-load.ts'
import { unlike } from './verdicts.ts'

const READER = '127.0.0.10'
const TRIES = 5
const FLOOD_MS = 60_000
/** Of one connection, or of the moment; everything else must arrive as an instance sent it. */
const OF_THE_WAY = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'date',
  'server',
  'x-cache-status',
])
const ACCEPTED: readonly [header: string | undefined, encoding: 'gzip' | 'br' | undefined][] = [
  [undefined, undefined],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', undefined],
  ['BR;q=0.8,GZIP;q=1.0', 'br'],
  ['brotli, gzipped', undefined],
  ['gzip;q=0.0', undefined],
  ['x-gzip', 'gzip'],
]

/** Every spelling of what a reader takes, in two orders, so that each is once the first and once comes from the cache. */
export async function variants(url: string): Promise<string[]> {
  const problems: string[] = []
  for (const path of ['/api/snapshot', '/']) {
    for (const [header, encoding] of [...ACCEPTED, ...ACCEPTED.toReversed()]) {
      const headers: Record<string, string> = header === undefined ? {} : { 'accept-encoding': header }
      const answer = await askFrom(url, path, { from: READER, headers })
      const what = `of ${path} for ${header ?? 'no Accept-Encoding'}`
      problems.push(
        ...unlike(`Content-Encoding ${what}`, answer.headers['content-encoding'], encoding),
        ...unlike(`Vary ${what}`, answer.headers.vary, 'Accept-Encoding'),
        // The tag is a hash of the unpacked body: it says that head and body belong together and nothing is cut.
        ...unlike(`ETag ${what}`, answer.headers.etag, tagOf(answer, encoding)),
      )
    }
  }
  return problems
}

function tagOf(answer: Answer, encoding: 'gzip' | 'br' | undefined): string {
  const tag = identityEtag(unpacked(answer))
  return encoding === undefined ? tag : encodedEtag(tag, encoding)
}

/** A reader who holds an answer is told so, whatever the encoding and whether or not the cache has it. */
export async function notModified(url: string): Promise<string[]> {
  const problems: string[] = []
  for (const path of ['/api/snapshot', '/', '/api/series?range=7d']) {
    for (const encoding of ['gzip', 'br', 'identity']) {
      const headers = { 'accept-encoding': encoding }
      const { first, second } = await heldAnswer(url, path, headers)
      const other = { ...headers, 'if-none-match': '"another"' }
      const third = await askFrom(url, path, { from: READER, headers: other })
      problems.push(
        ...unlike(`status of ${path} held as ${encoding}`, second.status, 304),
        ...unlike('its ETag', second.headers.etag, first.headers.etag),
        ...unlike('its Cache-Control', second.headers['cache-control'], first.headers['cache-control']),
        ...unlike('its length', second.body.length, 0),
        ...unlike(`status of ${path} not held`, third.status, 200),
      )
    }
  }
  return problems
}

/**
 * An answer, and what its holder gets. A page carries the time of its drawing, another one of each instance: where the
 * cache forgot the first in between and another instance drew the second, both are asked for again.
 */
async function heldAnswer(url: string, path: string, headers: Readonly<Record<string, string>>) {
  for (let turn = 1; ; turn += 1) {
    const first = await askFrom(url, path, { from: READER, headers })
    const held = { ...headers, 'if-none-match': first.headers.etag ?? '' }
    const second = await askFrom(url, path, { from: READER, headers: held })
    const isOther = second.status === 200 && second.headers.etag !== first.headers.etag
    if (!isOther || turn === TRIES) return { first, second }
  }
}

/**
 * Headers as one instance sends them, its policies above all, arrive unchanged, whichever instance answered and from the
 * cache as well. The tags among them are hashes of the bodies: all instances say the same.
 */
export async function sameHeaders(url: string, instance: string, file: string): Promise<string[]> {
  const problems: string[] = []
  // Of the pages the one that does not carry the time of its drawing.
  const paths = [
    '/methodology',
    '/api/snapshot',
    file,
    '/api/nothing',
    '/api/snapshot?x=1',
    '/tokens/nothing',
    '/healthz',
  ]
  for (const path of paths) {
    const headers = { 'accept-encoding': 'br' }
    const direct = await askFrom(instance, path, { headers })
    for (let turn = 0; turn < 2; turn += 1) {
      const proxied = await askFrom(url, path, { from: READER, headers })
      problems.push(...unlike(`status of ${path}`, proxied.status, direct.status))
      for (const name of new Set([...Object.keys(direct.headers), ...Object.keys(proxied.headers)])) {
        if (OF_THE_WAY.has(name)) continue
        problems.push(...unlike(`${name} of ${path}`, proxied.headers[name], direct.headers[name]))
      }
      problems.push(...unlike(`Server of ${path}`, proxied.headers.server, 'nginx'))
    }
  }
  return problems
}

/** The address of one of the build's files, read from the page. */
export async function someFile(url: string): Promise<string> {
  const page = (await askFrom(url, '/', { from: READER })).body.toString()
  const file = /"(\/_next\/static\/[^"]+\.js)"/.exec(page)?.[1]
  if (file === undefined) throw new Error('the page names no script')
  return file
}

/** However the address is written, the operator's figures stay inside. */
export async function metricsInside(url: string, instance: string): Promise<string[]> {
  const inside = await askFrom(instance, '/metrics')
  if (!inside.body.includes('strata_')) return ['an instance itself answers no metrics']
  const problems: string[] = []
  for (const path of [
    '/metrics',
    '/metrics?x=1',
    '//metrics',
    '/%6detrics',
    '/./metrics',
    '/x/../metrics',
    '/metrics/',
  ]) {
    const { status, body } = await askFrom(url, path, { from: READER })
    if (status < 400 || body.includes('strata_')) problems.push(`${path} answers ${status}`)
  }
  return problems
}

/**
 * A client that floods is held back alone, in the form of every refusal. It is what comes faster than 50 a second for
 * long enough that is refused: a busy machine asks until it was.
 */
export async function floodHeldBack(url: string): Promise<string[]> {
  const end = performance.now() + FLOOD_MS
  const statuses = new Map<number, number>()
  let first: Answer | undefined
  while (first === undefined && performance.now() < end) {
    const asking = Array.from({ length: 600 }, () => askFrom(url, '/api/snapshot', { from: '127.0.0.66' }))
    const flood = await Promise.all(asking)
    for (const { status } of flood) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    first = flood.find(({ status }) => status === 429)
  }
  const other = await askFrom(url, '/api/snapshot', { from: '127.0.0.67' })
  if (first === undefined) return [`none of a flood was refused: ${inWords(statuses)}`]
  const neither = [...statuses].filter(([status]) => status !== 200 && status !== 429)
  return [
    ...(neither.length === 0 ? [] : [`some were neither answered nor refused: ${inWords(new Map(neither))}`]),
    ...unlike('code of the refusal', JSON.parse(first.body.toString()).error?.code, 'rate_limited'),
    ...unlike('its Retry-After', first.headers['retry-after'], '1'),
    ...unlike('its Cache-Control', first.headers['cache-control'], 'no-store'),
    ...unlike('status of another reader', other.status, 200),
  ]
}
