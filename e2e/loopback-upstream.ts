import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type MarketRow, ReplayedMarket } from '../tests/product/replayed-market.ts'

/** What the upstream does with the next requests. */
export type Mood = 'ok' | 'limit' | 'down' | 'bad-key'

export interface LoopbackUpstream {
  /** Value for `COINGECKO_BASE_URL`. */
  baseUrl: string
  /** Paths with queries, in the order they came. */
  requests: string[]
  setMood(mood: Mood): void
  /** Multiplies the price and adds to the 24 h change (points) of one coin from now on. */
  move(id: string, factor: number, changePoints: number): void
  /** Multiplies the price of one coin by a thousand and more, so that no two answers agree, until it is moved again. */
  unsettle(id: string): void
  close(): Promise<void>
}

const STILL = { factor: 1, growth: 1, points: 0 }

/** CoinGecko on a loopback port: replays the bundled recording with every time moved so that its last one is now. */
export async function startLoopbackUpstream(): Promise<LoopbackUpstream> {
  const market = new ReplayedMarket()
  const moves = new Map<string, { factor: number; growth: number; points: number }>()
  const requests: string[] = []
  let mood: Mood = 'ok'

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    requests.push(url.pathname + url.search)
    if (mood === 'down') return void request.socket.destroy()
    if (mood === 'limit') return send(response, 429, { status: { error_code: 429 } }, { 'Retry-After': '2' })
    if (mood === 'bad-key')
      return send(response, 401, { status: { error_code: 10002, error_message: 'API Key Missing' } })
    if (url.pathname === '/coins/markets') return send(response, 200, markets(url))
    const chart = /^\/coins\/([a-z0-9._-]+)\/market_chart$/.exec(url.pathname)?.[1]
    const body = chart === undefined ? null : market.chart(chart, Date.now())
    return body ? send(response, 200, body) : send(response, 404, { error: 'coin not found' })
  })

  function markets(url: URL): MarketRow[] {
    const wanted = new Set(url.searchParams.get('ids')?.split(','))
    return market.markets(wanted, Date.now()).map(moved)
  }

  function moved(row: MarketRow): MarketRow {
    const { factor, growth, points } = moves.get(row.id) ?? STILL
    moves.set(row.id, { factor: factor * growth, growth, points })
    const change = Number(row.price_change_percentage_24h_in_currency) + points
    return {
      ...row,
      current_price: Number(row.current_price) * factor,
      price_change_percentage_24h: change,
      price_change_percentage_24h_in_currency: change,
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    setMood: (next) => {
      mood = next
    },
    move: (id, factor, points) => void moves.set(id, { factor, growth: 1, points }),
    unsettle: (id) => void moves.set(id, { factor: 1000, growth: 1.5, points: 0 }),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body))
}
