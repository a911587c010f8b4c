import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestListener,
} from 'node:http'
import { duplexPair } from 'node:stream'

/** A page as Next wrote it, whole. */
export interface RenderedPage {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Asks Next for pages over connections that exist in memory only, so that every page can be read before it is sent. */
export class PageRenderer {
  private readonly server

  constructor(handle: RequestListener) {
    // Never listens: it is handed one end of each connection.
    this.server = createServer(handle)
  }

  /** @param path with its query string */
  render(path: string): Promise<RenderedPage> {
    const [near, far] = duplexPair()
    this.server.emit('connection', far)
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        path,
        headers: { host: 'localhost', connection: 'close' },
        // Typed as a socket, of which a client needs no more than the stream.
        createConnection: () => near as never,
      })
      request.once('error', reject)
      request.once('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 500,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        )
      })
      request.end()
    })
  }
}
