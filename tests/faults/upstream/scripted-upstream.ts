import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type MarketRow, ReplayedMarket } from '../../product/replayed-market.ts'

/** A request the upstream saw, with what became of it. Times are ms of `performance.now()`. */
export interface SeenCall {
  at: number
  /** When the answer was complete or the connection gone; `null` while neither. */
  endedAt: number | null
  path: string
  /** With its query. */
  url: string
  headers: IncomingMessage['headers']
  /** The caller's port: equal for calls over one kept connection. */
  port: number
  /** Whether a fault answered it. */
  isFaulty: boolean
}

/** A request in hand, with what a healthy upstream would answer. */
export interface FaultyExchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  /** Rows as asked for; empty for other paths. */
  rows: MarketRow[]
  /** The healthy answer as text. */
  text: string
  /** Number of this call among those the fault met, from 0. */
  turn: number
}

export interface UpstreamFault {
  /** Which calls it meets. Default: `/coins/markets`. */
  on?: 'markets' | 'history' | 'all'
  /** How many of them. Default: until it is healed. */
  times?: number
  act: (exchange: FaultyExchange) => void
}

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }

/** CoinGecko on a loopback port: replays the recording, and misbehaves as told. */
export class ScriptedUpstream {
  readonly calls: SeenCall[] = []
  baseUrl = ''
  /** Added to every `Date` header, ms: the upstream's clock against ours. */
  clockOffsetMs = 0
  private readonly market = new ReplayedMarket()
  private readonly sockets = new Set<Socket>()
  private fault: UpstreamFault | null = null
  private turn = 0
  private readonly server = createServer((request, response) => this.answer(request, response))

  /** @param port of an upstream that is to come back where one was. Default: a free one */
  static async start(port = 0): Promise<ScriptedUpstream> {
    const upstream = new ScriptedUpstream()
    const { server, sockets } = upstream
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    upstream.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return upstream
  }

  get openSockets(): number {
    return this.sockets.size
  }

  inject(fault: UpstreamFault): void {
    this.fault = fault
    this.turn = 0
  }

  /** The same fault once more, as if it had met nothing yet. */
  injectAgain(): void {
    this.turn = 0
  }

  heal(): void {
    this.fault = null
  }

  /** Calls of a kind since a moment. */
  callsSince(at: number, path = '/coins/markets'): SeenCall[] {
    return this.calls.filter((call) => call.at >= at && call.path === path)
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://loopback')
    const { fault } = this
    const isFaulty = fault !== null && meets(fault, url.pathname) && this.turn < (fault.times ?? Infinity)
    const call: SeenCall = {
      at: performance.now(),
      endedAt: null,
      path: url.pathname,
      url: request.url ?? '',
      headers: request.headers,
      port: request.socket.remotePort ?? 0,
      isFaulty,
    }
    this.calls.push(call)
    response.once('close', () => {
      call.endedAt = performance.now()
    })
    if (this.clockOffsetMs !== 0)
      response.setHeader('Date', new Date(Date.now() + this.clockOffsetMs).toUTCString())
    const { rows, status, body } = this.healthy(url)
    const text = JSON.stringify(body)
    if (!isFaulty) {
      response.writeHead(status, JSON_TYPE).end(text)
      return
    }
    fault.act({ request, response, url, rows, text, turn: this.turn })
    this.turn += 1
  }

  private healthy(url: URL): { rows: MarketRow[]; status: number; body: unknown } {
    const now = Date.now() + this.clockOffsetMs
    if (url.pathname === '/coins/markets') {
      const rows = this.market.markets(new Set(url.searchParams.get('ids')?.split(',')), now)
      return { rows, status: 200, body: rows }
    }
    const id = /^\/coins\/([a-z0-9._-]+)\/market_chart$/.exec(url.pathname)?.[1]
    const chart = id === undefined ? null : this.market.chart(id, now)
    return chart === null
      ? { rows: [], status: 404, body: { error: 'coin not found' } }
      : { rows: [], status: 200, body: chart }
  }
}

function meets({ on = 'markets' }: UpstreamFault, path: string): boolean {
  return on === 'all' || (on === 'markets') === (path === '/coins/markets')
}
