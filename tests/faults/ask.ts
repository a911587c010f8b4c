import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { text as readText } from 'node:stream/consumers'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** From the request to the last byte. */
  durationMs: number
}

export interface Asking {
  method?: string
  headers?: Readonly<Record<string, string>>
  body?: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
/** Longer than anything may take here, ms. */
const PATIENCE_MS = 20_000

/** One request; the path goes out exactly as written. */
export function ask(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asking = {},
): Promise<Reply> {
  const startedAt = performance.now()
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, hostname, port, path, method, headers, timeout: PATIENCE_MS })
    request.once('timeout', () =>
      request.destroy(new Error(`no answer to ${path} within ${PATIENCE_MS / 1000} s`)),
    )
    request.once('error', reject)
    request.once('response', (response) => {
      readText(response).then(
        (text) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            durationMs: performance.now() - startedAt,
          }),
        reject,
      )
    })
    request.end(body)
  })
}

/** Bytes over a socket of their own; resolves with everything that came back until the server closed it, or `waitMs`. */
export function askRaw(base: string, bytes: string | Buffer, waitMs = 5000): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname)
    let answer = ''
    const done = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(done, waitMs)
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      answer += text
    })
    socket.once('error', done)
    socket.once('close', done)
    socket.write(bytes)
  })
}
