import { type Answer, askFrom } from './ask-from.ts'

export interface SteadyLoad {
  base: string
  perSecond: number
  /** Whether it may end. */
  isEnough: (asked: number) => boolean
  paths: readonly string[]
  /** Hears of every request that is over, answered or failed. */
  onOver?: (count: number) => void
}

export interface LoadReport {
  asked: number
  /** Whole ones. */
  answers: number
  /** What was not a whole 200, by what it was. */
  failures: ReadonlyMap<string, number>
  /** Answers by what the cache said of them. */
  cache: ReadonlyMap<string, number>
  /** From the moment a request that was answered was due to its last byte, ms, in order. */
  latencies: readonly number[]
}

/** Readers the load consists of, each from an address of its own: fewer would be held for a flood. */
const READERS = 100
/** As browsers and programs spell them: every path is asked for in each. */
export const ENCODINGS = ['gzip, deflate, br, zstd', 'gzip', 'br', 'identity']

/** Requests that leave at their time whatever became of those before. */
export async function steadyLoad(load: SteadyLoad): Promise<LoadReport> {
  const { base, perSecond, isEnough, paths, onOver } = load
  const failures = new Map<string, number>()
  const cache = new Map<string, number>()
  const latencies: number[] = []
  let over = 0
  const startedAt = performance.now()
  const one = async (at: number) => {
    const due = startedAt + (at * 1000) / perSecond
    const path = paths[at % paths.length] ?? '/'
    const from = `127.0.1.${1 + (at % READERS)}`
    const encoding = ENCODINGS[Math.floor(at / paths.length) % ENCODINGS.length] ?? 'identity'
    try {
      const answer = await askFrom(base, path, { from, headers: { 'accept-encoding': encoding } })
      const failure = failureOf(answer)
      if (failure === null) {
        latencies.push(performance.now() - due)
        count(cache, String(answer.headers['x-cache-status'] ?? 'none'))
      } else count(failures, `${failure} of ${path}`)
    } catch (error) {
      count(failures, `${error instanceof Error ? error.message : error} at ${path}`)
    }
    over += 1
    onOver?.(over)
  }
  const running: Promise<void>[] = []
  while (!isEnough(running.length)) {
    const due = startedAt + (running.length * 1000) / perSecond
    if (performance.now() >= due) running.push(one(running.length))
    // What paces a load is time itself.
    else await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(running)
  latencies.sort((a, b) => a - b)
  return { asked: running.length, answers: latencies.length, failures, cache, latencies }
}

function failureOf({ status, headers, body }: Answer): string | null {
  if (status !== 200) return String(status)
  const length = headers['content-length']
  return length === undefined || Number(length) === body.length ? null : 'a cut body'
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Counts in words, most first. */
export function inWords(counts: ReadonlyMap<string | number, number>): string {
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, times]) => `${times} × ${name}`)
    .join(', ')
}
