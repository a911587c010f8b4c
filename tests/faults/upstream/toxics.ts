import { gzipSync } from 'node:zlib'
import type { MarketRow } from '../../product/replayed-market.ts'
import type { FaultyExchange, UpstreamFault } from './scripted-upstream.ts'

type Act = UpstreamFault['act']

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }

/** The healthy answer after a while, ms. */
export const latency =
  (ms: number): Act =>
  ({ response, text }) => {
    const timer = setTimeout(() => response.writeHead(200, JSON_TYPE).end(text), ms)
    response.once('close', () => clearTimeout(timer))
  }

/** Headers and the first byte, then nothing. */
export const hangAfterHeaders: Act = ({ response }) => {
  response.writeHead(200, JSON_TYPE).write('[')
}

/** The healthy answer, a few bytes at a time. */
export const slice =
  (bytes: number, everyMs: number): Act =>
  ({ response, text }) => {
    response.writeHead(200, JSON_TYPE)
    let sent = 0
    const timer = setInterval(() => {
      response.write(text.slice(sent, sent + bytes))
      sent += bytes
      if (sent >= text.length) response.end()
    }, everyMs)
    response.once('close', () => clearInterval(timer))
  }

/** One byte a second: never silent, never done. */
export const drip = slice(1, 1000)

/** A TCP reset in the middle of the body. */
export const reset: Act = ({ request, response, text }) => {
  response.writeHead(200, JSON_TYPE)
  response.write(text.slice(0, text.length / 2), () => request.socket.resetAndDestroy())
}

/** Half the body that `Content-Length` promises, then the end of the connection. */
export const truncate: Act = ({ request, response, text }) => {
  response.writeHead(200, { ...JSON_TYPE, 'Content-Length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => request.socket.end())
}

/** Chunked encoding that ends, in good order, in the middle of the JSON. */
export const cutChunk: Act = ({ response, text }) => {
  response.writeHead(200, JSON_TYPE).end(text.slice(0, text.length / 2))
}

/** An answer of one's own. */
export const answer =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Act =>
  ({ response }) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, { ...JSON_TYPE, ...headers }).end(text)
  }

/** The healthy rows as changed; `turn` counts the answers. */
export const rows =
  (change: (rows: MarketRow[], turn: number) => unknown): Act =>
  ({ response, rows: healthy, turn }) =>
    void response.writeHead(200, JSON_TYPE).end(JSON.stringify(change(healthy, turn)))

/** The healthy rows with one coin's row changed. */
export const row = (id: string, change: (row: MarketRow) => object): Act =>
  rows((healthy) => healthy.map((one) => (one.id === id ? { ...one, ...change(one) } : one)))

/** The healthy text as changed: for what JSON cannot say. */
export const text =
  (change: (text: string) => string): Act =>
  ({ response, text: healthy }) =>
    void response.writeHead(200, JSON_TYPE).end(change(healthy))

const BOMB_MEMBER_BYTES = 16 * 1024 * 1024

/** A small gzip body that unfolds into `mebibytes` of blanks. */
export function gzipBomb(mebibytes: number): Act {
  const member = gzipSync(Buffer.alloc(BOMB_MEMBER_BYTES, ' '), { level: 9 })
  const body = Buffer.concat(Array(Math.ceil((mebibytes * 1024 * 1024) / BOMB_MEMBER_BYTES)).fill(member))
  return ({ response }) =>
    void response.writeHead(200, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }).end(body)
}

/** A body without end in sight, sent as fast as it is taken. */
export function flood(mebibytes: number): Act {
  const piece = Buffer.alloc(64 * 1024, ' ')
  return ({ response }) => {
    response.writeHead(200, JSON_TYPE)
    let left = mebibytes * 16
    const pump = () => {
      while (left > 0 && response.writable) {
        left -= 1
        if (!response.write(piece)) return void response.once('drain', pump)
      }
      response.end('[]')
    }
    pump()
  }
}

/** The first turns of a list, one each; the last stays. */
export const inTurn =
  (...acts: readonly Act[]): Act =>
  (exchange: FaultyExchange) =>
    acts[Math.min(exchange.turn, acts.length - 1)]?.(exchange)
