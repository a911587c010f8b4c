import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** Parser faults that have a status of their own; anything else is a bad request. */
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Connections whose last answer is on its way. */
const ending = new WeakSet<Duplex>()

/** What came with a request is not read, so that its connection cannot be used again. */
export function endAfterAnswer({ socket }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Connection', 'close')
  ending.add(socket)
}

/** Time a refused peer has to read why, ms. */
const GRACE_MS = 1000

/** Answers what never becomes a request: broken ones, tunnels, protocol upgrades and expectations. */
export function refuseUnusual(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // The rest of a refused request cannot be read either; a second answer would be taken for that of another one.
    if (ending.has(socket)) return
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else close(socket, STATUS[error.code ?? ''] ?? 400)
  })
  server.on('connect', (_request, socket) => close(socket, 405))
  server.on('upgrade', (_request, socket) => close(socket, 400))
  for (const event of ['checkExpectation', 'checkContinue'] as const) {
    server.on(event, (request, response) => {
      endAfterAnswer(request, response)
      response.writeHead(400, { 'Cache-Control': 'no-store' }).end()
    })
  }
  server.on('dropRequest', (_request, socket) => socket.destroy())
}

function close(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy())
  // A peer that never closes its side must not keep ours open.
  setTimeout(() => socket.destroy(), GRACE_MS).unref()
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Length: 0\r\n\r\n`,
  )
}
