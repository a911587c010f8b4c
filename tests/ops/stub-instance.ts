import { createServer, type IncomingMessage, type Server } from 'node:http'

export interface StubAnswer {
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: string
  /** How long it takes to make, ms. */
  afterMs?: number
}

/** Stands in for an instance and remembers what reached it. */
export class StubInstance {
  readonly address: string
  readonly requests: IncomingMessage[] = []
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
          stub.requests.push(request)
          const { status = 200, headers = {}, body = 'ok', afterMs = 0 } = answer(request)
          setTimeout(() => response.writeHead(status, headers).end(body), afterMs)
        })
        resolve(stub)
      })
    })
  }

  /** How often an address was asked for here. */
  countOf(path: string): number {
    return this.requests.filter(({ url }) => url === path).length
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }
}
