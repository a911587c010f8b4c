import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  /** As it travelled. */
  body: Buffer
}

export interface Question {
  /** Address of this machine to ask from, such as 127.0.0.9: to the proxy each is a reader of its own. */
  from?: string
  method?: string
  headers?: Readonly<Record<string, string>>
}

/** Longer than anything may take here, ms. */
const PATIENCE_MS = 20_000

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

/** One request over a kept connection of the address it comes from. */
export async function askFrom(base: string, path: string, question: Question = {}): Promise<Answer> {
  const response = await open(base, path, { ...question, agent })
  return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) }
}

export function unpacked({ headers, body }: Answer): Buffer {
  if (headers['content-encoding'] === 'gzip') return gunzipSync(body)
  return headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body
}

/**
 * The head of an answer, its body still on the way; whoever opens it closes it. A kept connection that its server closed
 * while the question was on its way is no answer: it is asked again over a new one, once, as browsers do.
 */
export function open(
  base: string,
  path: string,
  question: Question & { agent?: Agent } = {},
): Promise<IncomingMessage> {
  const { from, method = 'GET', headers = {}, agent } = question
  const { hostname, port } = new URL(base)
  const local = from === undefined ? {} : { localAddress: from }
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, method, headers, timeout: PATIENCE_MS, ...local }
    const request = httpRequest({ ...options, agent: agent ?? new Agent() }, resolve)
    request.once('timeout', () => request.destroy(new Error(`no answer to ${path} in time`)))
    request.once('error', (error: NodeJS.ErrnoException) => {
      if (!request.reusedSocket || error.code !== 'ECONNRESET') return reject(error)
      const { agent: _kept, ...again } = question
      open(base, path, again).then(resolve, reject)
    })
    request.end()
  })
}
