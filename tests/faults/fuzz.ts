import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { reportFatal } from '#lib/server/report-fatal'
import { type HostileRequest, hostileRequest, requestBytes } from './hostile-requests.ts'
import type { Stage } from './stage.ts'
import { Theatre } from './theatre.ts'

/** `npm run faults:fuzz [-- --cases 10000 --seed 1]`: strangers' requests; only honest refusals may come back. */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20261122' } },
})

const ALLOWED = new Set([200, 304, 400, 404, 405, 413, 414, 429, 431, 503])
/** A stack trace, or a path of this machine. */
const LEAK = /\n\s+at [\w.<>]+ \(|node:internal|file:\/\/\/|\.[tj]s:\d+:\d+|\/node_modules\//
const AT_ONCE = 24
const PATIENCE_MS = 5000
/** Of one that is asked again with nobody beside it. */
const LONG_PATIENCE_MS = 20_000
const HUNG = 'no end of the answer'
/** Asked again alone; the others that were late hang for the same reason. */
const MOST_HUNG = 10
/** For the collector of garbage to come round. */
const SETTLING_MS = 30_000
/** What a garbage-collected heap may differ by between two quiet moments. */
const FLAT_BYTES = 96 * 1024 * 1024

const TIMED_OUT = '\ntimed out'

interface Found {
  reason: string
  request: HostileRequest
}

/** Sends the bytes and the end of them; resolves with all that came back. */
function exchange(stage: Stage, bytes: Buffer, patienceMs: number): Promise<string> {
  return new Promise((resolve) => {
    const { port } = new URL(stage.product.url)
    // The other side's end alone must not cut off our own bytes.
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
    let text = ''
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(text)
    }
    const timer = setTimeout(() => {
      text += TIMED_OUT
      done()
    }, patienceMs)
    socket.setEncoding('latin1').on('data', (piece) => {
      text += piece
    })
    socket.once('error', done)
    socket.once('end', done)
    socket.end(bytes)
  })
}

/** What is wrong with an answer, or `null`. No answer at all is one too: garbage deserves no more. */
function faultOf(answer: string): string | null {
  const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
  const odd = statuses.find((status) => !ALLOWED.has(status))
  if (odd !== undefined) return `status ${odd}`
  if (answer.endsWith(TIMED_OUT)) return HUNG
  const leak = LEAK.exec(answer)
  return leak === null ? null : `tells ${JSON.stringify(leak[0])}`
}

async function fire(
  stage: Stage,
  requests: readonly HostileRequest[],
  tally: Map<string, number>,
): Promise<Found[]> {
  const found: Found[] = []
  const late: HostileRequest[] = []
  const waiting = [...requests]
  const judge = (request: HostileRequest, answer: string) => {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'closed'
    tally.set(status, (tally.get(status) ?? 0) + 1)
    const reason = faultOf(answer)
    if (reason !== null) found.push({ reason, request })
  }
  const lane = async () => {
    for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) {
      const answer = await exchange(stage, requestBytes(request), PATIENCE_MS)
      if (answer.endsWith(TIMED_OUT)) late.push(request)
      else judge(request, answer)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  // A machine that stands still holds up whatever is under way; a request that hangs the product does so alone as well.
  for (const request of late) {
    const isHopeless = found.filter(({ reason }) => reason === HUNG).length >= MOST_HUNG
    judge(request, isHopeless ? TIMED_OUT : await exchange(stage, requestBytes(request), LONG_PATIENCE_MS))
  }
  return found
}

/** How much more than `before` is held, once it is flat or will not become so. */
async function quietGrowth(stage: Stage, before: number): Promise<number> {
  const end = performance.now() + SETTLING_MS
  for (;;) {
    const growth = (await quietBytes(stage)) - before
    if (growth <= FLAT_BYTES || performance.now() > end) return growth
  }
}

async function quietBytes(stage: Stage): Promise<number> {
  let least = Infinity
  for (let look = 0; look < 8; look += 1) {
    await sleep(250)
    least = Math.min(least, stage.product.residentBytes())
  }
  return least
}

async function run(): Promise<number> {
  const theatre = new Theatre()
  const startedAt = performance.now()
  const tally = new Map<string, number>()
  const requests = fc.sample(hostileRequest, { numRuns: Number(values.cases), seed: Number(values.seed) })
  // The first fill what is kept in memory, the last meet the limits of one client.
  const tenth = Math.floor(requests.length / 10)
  const [warm, most, limited] = [
    requests.slice(0, 4 * tenth),
    requests.slice(4 * tenth, 9 * tenth),
    requests.slice(9 * tenth),
  ]
  const found: Found[] = []
  let breaches: string[] = []
  try {
    const stage = await theatre.open({ env: { STRATA_REFRESH_SECONDS: '5' } })
    await stage.watcher.stop()
    found.push(...(await fire(stage, warm, tally)))
    const before = await quietBytes(stage)
    found.push(...(await fire(stage, most, tally)))
    const growth = await quietGrowth(stage, before)
    console.log(`memory ${(before / 1e6).toFixed(0)} MB, ${(growth / 1e6).toFixed(0)} MB more after it`)
    if (growth > FLAT_BYTES) throw new Error('memory is not flat')
    const strict = await theatre.open({ env: { STRATA_CLIENT_LIMITS: 'on', STRATA_REFRESH_SECONDS: '5' } })
    await strict.watcher.stop()
    found.push(...(await fire(strict, limited, tally)))
    for (const { product } of [stage, strict]) {
      if (!product.isAlive) throw new Error(`the product is gone: ${product.stderr.slice(-500)}`)
      if (product.stdout.includes('A fault nobody expected')) throw new Error('a fault nobody expected')
    }
  } finally {
    breaches = await theatre.close()
  }
  if (breaches.length > 0) throw new Error(breaches.join('; '))
  for (const { reason, request } of found.slice(0, 10))
    console.log(`FAIL ${reason}: ${JSON.stringify(request).slice(0, 600)}`)
  console.log(
    [...tally]
      .toSorted()
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
  )
  console.log(`seed ${values.seed}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  console.log(`${requests.length - found.length} passed, ${found.length} failed`)
  return found.length
}

try {
  process.exitCode = (await run()) > 0 ? 1 : 0
} catch (error) {
  reportFatal(error)
}
