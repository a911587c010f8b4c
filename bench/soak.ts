import { parseArgs } from 'node:util'
import { ensureBuild } from '#lib/server/commands/build'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { startLoopbackUpstream } from '../e2e/loopback-upstream.ts'
import { FAST_PLAN, startProduct } from '../e2e/product.ts'
import { openStreams } from '../tests/product/open-streams.ts'
import { load } from './served/load.ts'
import { MEGABYTE, residentBytes } from './served/process-memory.ts'
import { StreamReaders } from './served/stream-readers.ts'
import { slope } from './slope.ts'

const STREAMS = 1000
/** What grows while caches fill and code is compiled is no leak, min. */
const WARM_UP = 10
/** Requests a second by path, 200 in all: mostly the board, as of readers who have it open. */
const RATES: readonly [path: string, rate: number][] = [
  ['/api/snapshot', 150],
  ['/', 20],
  ['/tokens/bittensor', 10],
  ['/volatility', 10],
  ['/api/snapshot.csv', 5],
  ['/api/tokens/bittensor/history?range=90d', 5],
]
const TARGET = 1

/**
 * `npm run bench:soak [-- --minutes 60]`: resident memory by the minute with a refresh every 2 s, 200 requests a second
 * and 1,000 streams, and how it grows once warm. It takes as long as it says, and is therefore no part of the bench.
 */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } })
  const minutes = Number(values.minutes)
  if (!Number.isInteger(minutes) || minutes < WARM_UP + 2)
    throw new Error(`--minutes ${values.minutes}: a whole number of at least ${WARM_UP + 2}`)
  ensureBuild(PROJECT_ROOT)
  const upstream = await startLoopbackUpstream()
  const product = await startProduct({
    ...FAST_PLAN,
    COINGECKO_BASE_URL: upstream.baseUrl,
    STRATA_REFRESH_SECONDS: '2',
    STRATA_TRUSTED_PROXIES: '1',
  })
  const readers = new StreamReaders()
  try {
    await readers.open(`${product.url}/api/stream`, STREAMS)
    const samples: [minute: number, megabytes: number][] = []
    for (let minute = 1; minute <= minutes; minute += 1) {
      const answers = await askForAMinute(product.url)
      const megabytes = residentBytes(product.pid) / MEGABYTE
      samples.push([minute, megabytes])
      // Readers that were dropped would take no memory.
      const streams = await openStreams(product.url)
      const words = [`${megabytes.toFixed(0)} MB resident`, `${streams} streams`, answers]
      console.log(`minute ${String(minute).padStart(3)}  ${words.join('  ')}`)
    }
    const grown = slope(samples.filter(([minute]) => minute >= WARM_UP))
    const verdict = grown <= TARGET ? 'met' : 'MISSED'
    console.log(
      `F13 after minute ${WARM_UP}: ${grown.toFixed(2)} MB a minute, target ≤ ${TARGET} MB: ${verdict}`,
    )
  } finally {
    readers.close()
    await product.stop()
    await upstream.close()
  }
}

/** How often each status was answered, in words. */
async function askForAMinute(url: string): Promise<string> {
  const ask = ([path, rate]: (typeof RATES)[number]) =>
    load({ url: url + path, rate, seconds: 60, connections: 4 })
  const counts = new Map<string, number>()
  for (const { statuses, errors } of await Promise.all(RATES.map(ask)))
    for (const [status, count] of [...Object.entries(statuses), ['no answer', errors] as const])
      counts.set(status, (counts.get(status) ?? 0) + count)
  return [...counts].flatMap(([status, count]) => (count > 0 ? [`${status}: ${count}`] : [])).join(', ')
}

await run().catch(reportFatal)
