import { type Asking, askRaw, type Reply } from '../ask.ts'
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
      const reply = await askRaw(product.url, request, 3000)
      const status = statusOf(reply)
      const [line = ''] = request.split('\r\n', 1)
      if (status !== null && !statuses.includes(status))
        throw new Error(`${line.slice(0, 120)} answered ${status}`)
      if (LEAK.test(reply)) throw new Error(`${line.slice(0, 120)} tells about the machine`)
      // A second answer would mean that a part of the request was taken for another one.
      if (reply.split('HTTP/1.1 ').length > 2) throw new Error(`${line.slice(0, 120)} was answered twice`)
    }
  }

/** The status of a raw answer; `null` where there is none. */
export function statusOf(reply: string): number | null {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1]
  return status === undefined ? null : Number(status)
}

/** All requests together are answered within so many ms. */
export const answeredWithin =
  (ms: number, ...probes: readonly Probe[]): Expectation =>
  async (stage) => {
    for (const one of probes) {
      const { durationMs } = await probe(stage, one)
      if (durationMs > ms) throw new Error(`${one.path.slice(0, 80)} took ${durationMs.toFixed(0)} ms`)
    }
  }
