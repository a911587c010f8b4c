import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestListener,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { AnswerSender } from '#lib/server/front/answer-sender'
import { ClientLimits } from '#lib/server/front/client-limits'
import { DataAnswers } from '#lib/server/front/data-answers'
import { Front } from '#lib/server/front/front'
import { Gate } from '#lib/server/front/gate'
import { LoadGauge } from '#lib/server/front/load-gauge'
import { PageAnswers } from '#lib/server/front/page-answers'
import { PageRenderer } from '#lib/server/front/page-renderer'
import { PreparedCache } from '#lib/server/front/prepared-cache'
import { refuseUnusual } from '#lib/server/front/refuse-unusual'
import { securityHeaders } from '#lib/server/front/security-headers'
import { SERVER_LIMITS } from '#lib/server/front/server-limits'
import type { StaticFiles } from '#lib/server/front/static-files'
import { createLogger } from '#lib/server/logger'

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface FrontFixture {
  port: number
  gauge: LoadGauge
  cache: PreparedCache
  /** Paths Next was asked to draw. */
  drawn: string[]
  /** Requests Next saw as they came. */
  passedOn: string[]
  state: { draining: boolean }
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answered>
  close(): Promise<void>
}

const PAGE = '<!DOCTYPE html><html><head></head><body><script>wake()</script></body></html>'

/** The front on a free port before a stand-in for Next that knows `/` and answers every other page with 404. */
/** What Next makes of some pages; all others do not exist. */
const STATUS_OF_PAGE: Readonly<Record<string, number>> = { '/': 200, '/stack': 500, '/stack/': 308 }

export async function startFront({ limited = false } = {}): Promise<FrontFixture> {
  const monotonic = () => performance.now()
  const headers = securityHeaders(false)
  const cache = new PreparedCache({ entries: 100, bytes: 10_000_000 }, monotonic)
  const gauge = new LoadGauge(() => 0)
  const drawn: string[] = []
  const passedOn: string[] = []
  const state = { draining: false }
  const next: RequestListener = (request, response) => {
    const isDrawing = request.headers.host === 'localhost'
    ;(isDrawing ? drawn : passedOn).push(request.url ?? '')
    response.writeHead(STATUS_OF_PAGE[`${request.url?.split('?', 1)[0]}`] ?? 404, {
      'Content-Type': 'text/html; charset=utf-8',
    })
    response.end(PAGE)
  }
  const front = new Front({
    data: new DataAnswers(cache, headers.data),
    pages: new PageAnswers(cache, new PageRenderer(next), headers),
    // No build is needed here: no file exists.
    files: { find: () => null } as unknown as StaticFiles,
    gate: new Gate({
      // By a clock that stands still: nobody regains anything while a test asks, however long it takes.
      limits: limited ? new ClientLimits(() => 0) : null,
      gauge,
      trustedProxies: 1,
      random: () => 0.5,
    }),
    sender: new AnswerSender({
      headers,
      secondsToRefresh: () => null,
      onAnswer: () => {},
      monotonic,
      logger: createLogger('silent'),
    }),
    headers,
    stream: { open: (_request, response) => void response.end('stream') },
    next,
    metrics: null,
    state: { isDraining: () => state.draining, isReady: () => true, noteReader: () => {} },
    monotonic,
  })
  const server = createServer(SERVER_LIMITS, front.handle)
  refuseUnusual(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    gauge,
    cache,
    drawn,
    passedOn,
    state,
    get: (path, sent = {}, method = 'GET') => ask({ port, path, headers: sent, method }),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

interface Question {
  port: number
  path: string
  headers: Record<string, string>
  method: string
}

function ask({ port, path, headers, method }: Question): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    request.on('error', reject)
    request.end()
  })
}
