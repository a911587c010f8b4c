import { type Asking, askRaw, type RawReply, type Reply } from '../ask.ts'
import type { Expectation } from '../row.ts'
import type { Stage } from '../stage.ts'

/** A request with what it may be answered. */
export interface Probe extends Asking {
  path: string
  status: readonly number[]
}

/** A plain GET with what it may be answered. */
export const refused = (path: string, ...status: number[]): Probe => ({ path, status })

/** What no body may hold: a stack trace, or a path of this machine. */
const LEAK = /\bat [\w.<>]+ \(|node:internal|\.ts:\d+:\d+|node_modules|\/(?:root|home|usr|var|tmp)\//

const RAW_PATIENCE_MS = 10_000

/** The answer, once it is known to be one of those allowed and to tell nothing about the machine. */
export async function probe(stage: Stage, { path, status, ...asking }: Probe): Promise<Reply> {
  const reply = await stage.ask(path, asking)
  const what = `${asking.method ?? 'GET'} ${path.slice(0, 120)}`
  if (!status.includes(reply.status)) throw new Error(`${what} answered ${reply.status}`)
  if (reply.status >= 400) checkRefusal(what, reply)
  return reply
}

function checkRefusal(what: string, { headers, text }: Reply): void {
  const leak = LEAK.exec(text)
  if (leak !== null) throw new Error(`${what} tells ${leak[0]}`)
  if (headers['cache-control'] !== 'no-store') throw new Error(`the refusal of ${what} may be kept`)
}

/** Each of the requests is answered as it says. */
export const answers =
  (...probes: readonly Probe[]): Expectation =>
  async (stage) => {
    for (const one of probes) await probe(stage, one)
  }

/** Each of the requests, byte by byte, is answered by one of the statuses or by the end of the connection. */
export const answersRaw =
  (statuses: readonly number[], ...requests: readonly string[]): Expectation =>
  async ({ product }) => {
    for (const request of requests) {
      const [line = ''] = request.split('\r\n', 1)
      const fault = faultOf(await askRaw(product.url, request, RAW_PATIENCE_MS), statuses)
      if (fault !== null) throw new Error(`${line.slice(0, 120)} ${fault}`)
    }
  }

function faultOf({ text, isClosed }: RawReply, statuses: readonly number[]): string | null {
  const status = statusOf(text)
  if (status === null && !isClosed) return 'is left waiting'
  if (status !== null && !statuses.includes(status)) return `answered ${status}`
  if (LEAK.test(text)) return 'tells about the machine'
  // A second answer would mean that a part of the request was taken for another one.
  return text.split('HTTP/1.1 ').length > 2 ? 'was answered twice' : null
}

/** The status of a raw answer; `null` where there is none. */
function statusOf(reply: string): number | null {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1]
  return status === undefined ? null : Number(status)
}

/** A machine that stands still delays one answer; what is slow by itself is slow each time. */
const TRIES = 3

/** Each of the requests is answered within so many ms, at least once of three times. */
export const answeredWithin =
  (ms: number, ...probes: readonly Probe[]): Expectation =>
  async (stage) => {
    for (const one of probes) {
      const durations: number[] = []
      do durations.push((await probe(stage, one)).durationMs)
      while (Math.min(...durations) > ms && durations.length < TRIES)
      const least = Math.min(...durations)
      if (least > ms) throw new Error(`${one.path.slice(0, 80)} took ${least.toFixed(0)} ms`)
    }
  }
