import type { LaunchedProduct } from '../product/launched-product.ts'
import { askFrom } from './ask-from.ts'
import { ENCODINGS, inWords, type LoadReport, steadyLoad } from './steady-load.ts'
import { unlike, type Verdicts } from './verdicts.ts'

export const PER_SECOND = 500
const TOTAL = 3 * PER_SECOND
const HOT = ['/', '/api/snapshot', '/api/series?range=7d', '/volatility', '/api/stack']
/** Half of these are never kept, so that an instance is asked for them each time. */
export const MIXED = ['/api/snapshot', '/healthz', '/', '/api/status']
const LEAST_HITS = 0.95

/** How much of a steady load the cache answers, once every body of it was asked for. */
export async function hitRatio(url: string, verdicts: Verdicts): Promise<void> {
  for (const path of HOT)
    for (const encoding of ENCODINGS)
      await askFrom(url, path, { from: '127.0.0.40', headers: { 'accept-encoding': encoding } })
  const isEnough = (asked: number) => asked >= TOTAL
  const report = await steadyLoad({ base: url, perSecond: PER_SECOND, isEnough, paths: HOT })
  const hits = ['HIT', 'UPDATING'].reduce((sum, name) => sum + (report.cache.get(name) ?? 0), 0)
  verdicts.judge(`every read answered at ${PER_SECOND}/s through the cache`, [...unanswered(report)])
  const ratio = hits / report.answers
  const shown = `${(100 * ratio).toFixed(1)} % (${inWords(report.cache)})`
  verdicts.tell(`answered from the cache ≥ ${100 * LEAST_HITS} %`, shown, ratio >= LEAST_HITS)
  const at = (share: number) =>
    (report.latencies[Math.floor(report.latencies.length * share)] ?? Number.NaN).toFixed(1)
  console.log(`     a read took ${at(0.5)} ms in the median, ${at(0.99)} ms at p99`)
}

/** One of the instances killed without a word in the middle of a load: nobody notices. */
export async function killedInstance(url: string, victim: LaunchedProduct): Promise<string[]> {
  const report = await steadyLoad({
    base: url,
    perSecond: PER_SECOND,
    isEnough: (asked) => asked >= TOTAL,
    paths: MIXED,
    onOver: (count) => {
      if (count === TOTAL / 3) victim.signal('SIGKILL')
    },
  })
  // One that still lived would end at leave, with a code.
  return [...unlike('exit code of the instance', await victim.end(), null), ...unanswered(report)]
}

/** Every request must have come back as a whole answer. */
export function unanswered({ asked, answers, failures }: LoadReport): string[] {
  return [...unlike('answers', answers, asked), ...(failures.size === 0 ? [] : [inWords(failures)])]
}
