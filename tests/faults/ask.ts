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
export async function ask(base: string, path: string, asking: Asking = {}): Promise<Reply> {
  try {
    return await exchange(base, path, asking)
  } catch (error) {
    // The server may close a kept connection at any time; a browser, too, then asks once more.
    if (!(error instanceof StaleConnection)) throw error
    return exchange(base, path, asking)
  }
}

class StaleConnection extends Error {}

function exchange(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asking,
): Promise<Reply> {
  const startedAt = performance.now()
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, hostname, port, path, method, headers, timeout: PATIENCE_MS })
    request.once('timeout', () =>
      request.destroy(new Error(`no answer to ${path} within ${PATIENCE_MS / 1000} s`)),
    )
    request.once('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && error.code === 'ECONNRESET'
      reject(isStale ? new StaleConnection(error.message, { cause: error }) : error)
    })
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

export interface RawReply {
  /** Everything that came back. */
  text: string
  /** Whether the server closed the connection in the time it had. */
  isClosed: boolean
}

/** Bytes over a socket of their own; resolves once the server has closed it, or after `waitMs`. */
export function askRaw(base: string, bytes: string | Buffer, waitMs: number): Promise<RawReply> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname)
    let text = ''
    const done = (isClosed: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ text, isClosed })
    }
    const timer = setTimeout(() => done(false), waitMs)
    socket.setEncoding('latin1')
    socket.on('data', (piece) => {
      text += piece
    })
    socket.once('error', () => done(true))
    socket.once('close', () => done(true))
    socket.write(bytes)
  })
}
