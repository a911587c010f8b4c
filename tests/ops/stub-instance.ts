import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http'

export interface StubAnswer {
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: string
  /** How long it takes to make, ms. */
  afterMs?: number
}

/** A request that reached it. */
interface SeenRequest {
  url: string | undefined
  headers: IncomingHttpHeaders
  /** When its answer was sent, `null` before. A moment of `performance.now()`, ms. */
  answeredAt: number | null
}

/** Stands in for an instance and remembers what reached it. */
export class StubInstance {
  readonly address: string
  readonly requests: SeenRequest[] = []
  private readonly server: Server

  private constructor(server: Server, port: number) {
    this.server = server
    this.address = `127.0.0.1:${port}`
  }

  static start(answer: (request: IncomingMessage) => StubAnswer): Promise<StubInstance> {
    const server = createServer()
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => {
        const bound = server.address()
        const stub = new StubInstance(server, typeof bound === 'object' && bound !== null ? bound.port : 0)
        server.on('request', (request, response) => {
          const { url, headers: asked } = request
          const seen: SeenRequest = { url, headers: asked, answeredAt: null }
          stub.requests.push(seen)
          const { status = 200, headers = {}, body = 'ok', afterMs = 0 } = answer(request)
          setTimeout(() => {
            response.writeHead(status, headers).end(body)
            seen.answeredAt = performance.now()
          }, afterMs)
        })
        resolve(stub)
      })
    })
  }

  /** What asked for an address here. */
  requestsFor(path: string): SeenRequest[] {
    return this.requests.filter(({ url }) => url === path)
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }
}
