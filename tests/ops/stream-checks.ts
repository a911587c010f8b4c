import type { IncomingMessage } from 'node:http'
import { askFrom, open } from './ask-from.ts'
import { unlike, type Verdicts } from './verdicts.ts'

const FIRST_BYTE_MS = 100
const TRIES = 5
const PATIENCE_MS = 30_000
/** Streams one reader may hold at an instance. */
const PER_INSTANCE = 20

/** What a stream looks like behind the proxy, and how soon it begins. */
export async function streamPasses(url: string, verdicts: Verdicts): Promise<void> {
  const waits: number[] = []
  await verdicts.check('the stream passes whole and unbuffered', async () => {
    const problems: string[] = []
    for (let turn = 0; turn < TRIES; turn += 1) problems.push(...(await oneStream(url, waits)))
    const head = await askFrom(url, '/api/stream', { method: 'HEAD', from: '127.0.0.20' })
    return [...problems, ...unlike('status for HEAD', head.status, 200)]
  })
  const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? Number.NaN
  const value = `${median.toFixed(1)} ms, median of ${TRIES}`
  verdicts.tell(`first byte of the stream ≤ ${FIRST_BYTE_MS} ms`, value, median <= FIRST_BYTE_MS)
}

async function oneStream(url: string, waits: number[]): Promise<string[]> {
  const askedAt = performance.now()
  const stream = await open(url, '/api/stream', {
    from: '127.0.0.20',
    headers: { 'accept-encoding': 'gzip, br' },
  })
  const { headers } = stream
  const text = await textUntil(stream, (all) => all.includes('event: status'))
  waits.push(text.firstByteAt - askedAt)
  return [
    ...unlike('status', stream.statusCode, 200),
    ...unlike('Content-Type', headers['content-type'], 'text/event-stream; charset=utf-8'),
    ...unlike('Cache-Control', headers['cache-control'], 'no-cache, no-store, no-transform'),
    ...unlike('X-Accel-Buffering', headers['x-accel-buffering'], 'no'),
    ...unlike('Content-Encoding', headers['content-encoding'], undefined),
    ...unlike('X-Cache-Status', headers['x-cache-status'], undefined),
    ...unlike('a retry line', text.all.startsWith('retry: '), true),
    ...unlike('a snapshot', text.all.includes('\nevent: snapshot\ndata: {"schemaVersion":1'), true),
  ]
}

/** Reads until what has come is enough, and closes the stream. */
export async function textUntil(
  stream: IncomingMessage,
  isEnough: (all: string) => boolean,
): Promise<{ all: string; firstByteAt: number }> {
  let all = ''
  let firstByteAt = Number.NaN
  const late = () => stream.destroy(new Error(`of a stream came only ${all.length} characters in time`))
  const timer = setTimeout(late, PATIENCE_MS)
  const enough = new Promise<void>((resolve, reject) => {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      if (all === '') firstByteAt = performance.now()
      all += chunk
      if (isEnough(all)) resolve()
    })
    stream.once('error', reject)
    stream.once('close', () => reject(new Error(`the stream ended after ${all.length} characters`)))
  })
  try {
    await enough
    return { all, firstByteAt }
  } finally {
    clearTimeout(timer)
    stream.destroy()
  }
}

/** One address, a new claim for each stream: it gets what one reader may have, and another reader still gets in. */
export async function streamsOfOne(url: string, instances: number): Promise<string[]> {
  const streams: IncomingMessage[] = []
  const statuses: number[] = []
  for (let at = 0; at < instances * PER_INSTANCE + 5; at += 1) {
    const headers = { 'x-forwarded-for': `198.51.100.${at}` }
    const stream = await open(url, '/api/stream', { from: '127.0.0.21', headers })
    stream.on('error', () => {}).resume()
    streams.push(stream)
    statuses.push(stream.statusCode ?? 0)
  }
  const other = await open(url, '/api/stream', { from: '127.0.0.22' })
  for (const stream of [...streams, other]) stream.destroy()
  const got = statuses.filter((status) => status === 200).length
  const most = instances * PER_INSTANCE
  return [
    ...(got <= most ? [] : [`one address got ${got} streams, more than the ${most} of one reader`]),
    ...(got >= most - instances ? [] : [`one address got ${got} streams only`]),
    ...unlike('refusals', statuses.filter((status) => status === 503).length, statuses.length - got),
    ...unlike('status of another reader', other.statusCode, 200),
  ]
}
