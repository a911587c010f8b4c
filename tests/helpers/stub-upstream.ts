import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type StubHandler = (request: IncomingMessage, response: ServerResponse) => void

export interface StubRequest {
  method: string
  /** Path and query exactly as they came. */
  url: string
  headers: IncomingHttpHeaders
  rawHeaders: readonly string[]
}

export interface StubUpstream {
  /** Base to configure, such as `http://127.0.0.1:41234/api/v3`. */
  baseUrl: string
  requests: readonly StubRequest[]
  /** Answers requests in order; the last handler stays in force. */
  script(...handlers: readonly StubHandler[]): void
  /** Resolves when no connection is open any more. */
  idle(): Promise<void>
  close(): Promise<void>
}

interface AnswerOptions {
  status?: number
  headers?: Record<string, string>
}

/** Answers with a body as it is, labelled JSON unless the headers say otherwise. */
export function answerText(
  body: string | Buffer,
  { status = 200, headers = {} }: AnswerOptions = {},
): StubHandler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(body)
  }
}

export function answerJson(body: unknown, options: AnswerOptions = {}): StubHandler {
  return answerText(JSON.stringify(body), options)
}

/** Takes the request and never answers. */
export const hang: StubHandler = () => {}

/** Sends headers and the beginning of a body, then nothing. */
export const hangAfterHeaders: StubHandler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('[')
}

/** Cuts the connection with a TCP reset in the middle of the body. */
export const resetMidBody: StubHandler = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('[{"id":"bit', () => request.socket.resetAndDestroy())
}

/** A scriptable CoinGecko on a free loopback port. */
export async function startStubUpstream(): Promise<StubUpstream> {
  const requests: StubRequest[] = []
  const sockets = new Set<Socket>()
  const idleWaiters: (() => void)[] = []
  let handlers: readonly StubHandler[] = [answerJson([])]

  const server = createServer((request, response) => {
    const { method = '', url = '', headers, rawHeaders } = request
    requests.push({ method, url, headers, rawHeaders })
    const [handler, ...rest] = handlers
    if (rest.length > 0) handlers = rest
    handler?.(request, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => {
      sockets.delete(socket)
      if (sockets.size === 0) for (const wake of idleWaiters.splice(0)) wake()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    baseUrl: `http://127.0.0.1:${port}/api/v3`,
    requests,
    script(...next) {
      handlers = next
    },
    idle: () =>
      sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
