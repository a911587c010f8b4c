import { isAppError } from '#lib/server/errors'
import type { Exchange } from '#lib/server/front/exchange'
import type { HeaderMap, SecurityHeaders } from '#lib/server/front/security-headers'
import { cacheControl } from '#lib/server/http/cache-control'
import { errorAnswer } from '#lib/server/http/error-answer'
import type { CacheRule } from '#lib/server/http/payload'
import { type PreparedResponse, sendPrepared } from '#lib/server/http/prepared-response'
import type { ProbeAnswer } from '#lib/server/http/probes'
import type { Logger } from '#lib/server/logger'

export interface SenderOptions {
  headers: SecurityHeaders
  /** `null` where no refresh is planned. */
  secondsToRefresh: () => number | null
  /** Hears of every answer: the route's name, the status sent and how long it took, ms. */
  onAnswer: (route: string, status: number, durationMs: number) => void
  monotonic: () => number
  logger: Logger
}

/** Writes answers out and counts them. */
export class AnswerSender {
  private readonly options: SenderOptions

  constructor(options: SenderOptions) {
    this.options = options
  }

  /** @param rule `null` where the answer carries its own `Cache-Control` */
  send(exchange: Exchange, prepared: PreparedResponse, rule: CacheRule | null): void {
    const { request, response } = exchange
    const cache = rule === null ? null : cacheControl(rule, this.options.secondsToRefresh())
    this.count(exchange, sendPrepared(request, response, prepared, cache))
  }

  sendProbe(exchange: Exchange, { status, body, contentType }: ProbeAnswer): void {
    const headers = { ...this.options.headers.part, 'Content-Type': contentType, 'Cache-Control': 'no-store' }
    exchange.response.writeHead(status, headers).end(body)
    this.count(exchange, status)
  }

  /** Any fault in the one error form; the details of an unexpected one go to the log alone. */
  refuse(exchange: Exchange, error: unknown): void {
    const { response, route } = exchange
    const { logger, headers: all } = this.options
    if (!isAppError(error)) logger.error({ failure: 'answer', route, err: error }, 'A request failed')
    const { status, body, headers } = errorAnswer(error)
    if (response.headersSent) response.destroy()
    else response.writeHead(status, { ...all.data, ...headers }).end(body)
    this.count(exchange, status)
  }

  /** Sets headers on an answer that someone else writes, and counts it when it is done. */
  dress(exchange: Exchange, headers: HeaderMap): void {
    const { response } = exchange
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.once('finish', () => this.count(exchange, response.statusCode))
  }

  private count({ route, startedAt }: Exchange, status: number): void {
    this.options.onAnswer(route, status, this.options.monotonic() - startedAt)
  }
}
