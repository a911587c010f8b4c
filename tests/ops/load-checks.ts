import type { LaunchedProduct } from '../product/launched-product.ts'
import { askFrom } from './ask-from.ts'
import { ENCODINGS, inWords, steadyLoad } from './steady-load.ts'
import { unlike, type Verdicts } from './verdicts.ts'

export const PER_SECOND = 500
const SECONDS = 3
const HOT = ['/', '/api/snapshot', '/api/series?range=7d', '/volatility', '/api/stack']
/** Half of these are never kept, so that an instance is asked for them each time. */
export const MIXED = ['/api/snapshot', '/healthz', '/', '/api/status']
const LEAST_HITS = 0.95

/** How much of a steady load the cache answers, once every body of it was asked for. */
export async function hitRatio(url: string, verdicts: Verdicts): Promise<void> {
  for (const path of HOT)
    for (const encoding of ENCODINGS)
      await askFrom(url, path, { from: '127.0.0.40', headers: { 'accept-encoding': encoding } })
  const report = await steadyLoad({ base: url, perSecond: PER_SECOND, seconds: SECONDS, paths: HOT })
  const hits = ['HIT', 'UPDATING'].reduce((sum, name) => sum + (report.cache.get(name) ?? 0), 0)
  verdicts.judge(`every read answered at ${PER_SECOND}/s through the cache`, [
    ...(report.failures.size === 0 ? [] : [inWords(report.failures)]),
    ...unlike('answers', report.answers, PER_SECOND * SECONDS),
  ])
  const ratio = hits / report.answers
  const shown = `${(100 * ratio).toFixed(1)} % (${inWords(report.cache)})`
  verdicts.tell(`answered from the cache ≥ ${100 * LEAST_HITS} %`, shown, ratio >= LEAST_HITS)
  const at = (share: number) =>
    (report.latencies[Math.floor(report.latencies.length * share)] ?? Number.NaN).toFixed(1)
  console.log(`     a read took ${at(0.5)} ms in the median, ${at(0.99)} ms at p99`)
}

/** One of the instances killed without a word in the middle of a load: nobody notices. */
export async function killedInstance(url: string, victim: LaunchedProduct): Promise<string[]> {
  const total = PER_SECOND * SECONDS
  const report = await steadyLoad({
    base: url,
    perSecond: PER_SECOND,
    seconds: SECONDS,
    paths: MIXED,
    onAnswer: (count) => {
      if (count === Math.floor(total / 3)) victim.signal('SIGKILL')
    },
  })
  await victim.end()
  return [
    ...unlike('the instance alive', victim.isAlive, false),
    ...unlike('answers', report.answers, total),
    ...(report.failures.size === 0 ? [] : [inWords(report.failures)]),
  ]
}
