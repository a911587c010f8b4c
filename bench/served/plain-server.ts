import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The least a server can do, in a process of its own: `POST /body` sets what every GET answers, `/stream` is an event
 * stream, `POST /tick` sends its body to all of them.
 */
const HEADERS = { 'Content-Type': 'application/json; charset=utf-8' }
const ETAG = '"plain"'
const readers = new Set<ServerResponse>()
let body = Buffer.from('')

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = Buffer.concat(chunks)
      if (request.url === '/tick') for (const reader of readers) reader.write(sent)
      else body = sent
      response.end()
    })
  } else if (request.url === '/stream') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(': hello\n\n')
    readers.add(response)
    response.on('close', () => readers.delete(response))
  } else if (request.headers['if-none-match'] === ETAG) {
    response.writeHead(304, { ETag: ETAG }).end()
  } else {
    response.writeHead(200, { ...HEADERS, 'Content-Length': body.length, ETag: ETAG }).end(body)
  }
})
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`Strata is ready on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
