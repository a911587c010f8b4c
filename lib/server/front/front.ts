import type { RequestListener } from 'node:http'
import { AppError } from '#lib/server/errors'
import type { AnswerSender } from '#lib/server/front/answer-sender'
import { requestFault } from '#lib/server/front/check-request'
import type { DataAnswers } from '#lib/server/front/data-answers'
import { type DataPath, dataPath, TREATMENTS } from '#lib/server/front/data-paths'
import type { Exchange } from '#lib/server/front/exchange'
import type { Gate } from '#lib/server/front/gate'
import { isPagePart, isTypedPath, pageAddress } from '#lib/server/front/page-address'
import type { PageAnswers } from '#lib/server/front/page-answers'
import { endAfterAnswer } from '#lib/server/front/refuse-unusual'
import type { SecurityHeaders } from '#lib/server/front/security-headers'
import type { StaticFiles } from '#lib/server/front/static-files'
import { nothingHere } from '#lib/server/http/error-answer'
import type { PreparedResponse } from '#lib/server/http/prepared-response'
import { healthAnswer, readinessAnswer } from '#lib/server/http/probes'
import type { LiveStream } from '#lib/server/stream/live-stream'

export interface FrontOptions {
  data: DataAnswers
  pages: PageAnswers
  files: StaticFiles
  gate: Gate
  sender: AnswerSender
  headers: SecurityHeaders
  stream: Pick<LiveStream, 'open'>
  /** Serves what is not prepared: navigation inside the app. */
  next: RequestListener
  /** Prometheus text, or `null` when it is switched off. */
  metrics: (() => Promise<{ body: string; contentType: string }>) | null
  state: FrontState
  monotonic: () => number
}

/** What the process as a whole is doing. */
export interface FrontState {
  isDraining(): boolean
  /** Whether there is a board to show. */
  isReady(): boolean
  /** A reader is here. */
  noteReader(): void
}

/**
 * Stands before Next: refuses what is nobody's business, answers from memory what is prepared, and lets Next see only
 * screens of this product.
 */
export class Front {
  readonly handle: RequestListener
  private readonly options: FrontOptions

  constructor(options: FrontOptions) {
    this.options = options
    this.handle = (request, response) => {
      const url = request.url ?? ''
      const mark = url.indexOf('?')
      const pathname = mark === -1 ? url : url.slice(0, mark)
      const exchange = {
        request,
        response,
        url,
        pathname,
        startedAt: options.monotonic(),
        route: 'none',
      }
      try {
        this.dispatch(exchange)
      } catch (error) {
        options.sender.refuse(exchange, error)
      }
    }
  }

  private dispatch(exchange: Exchange): void {
    const { request, response, pathname } = exchange
    if (this.options.state.isDraining()) response.setHeader('Connection', 'close')
    const fault = requestFault(request)
    if (fault !== null) {
      endAfterAnswer(request, response)
      throw fault
    }
    const path = dataPath(pathname)
    if (path !== null) this.serveData(exchange, path)
    else if (pathname.startsWith('/_next/')) this.serveFile(exchange)
    else if (pathname === '/api/stream') this.serveStream(exchange)
    else if (pathname.startsWith('/api/')) throw nothingHere()
    else if (!this.serveProbe(exchange)) this.servePage(exchange)
  }

  private serveData(exchange: Exchange, path: DataPath): void {
    const { data, state, gate, sender } = this.options
    const { limit, shed } = TREATMENTS[path.name]
    exchange.route = path.name
    gate.admit(exchange, limit)
    state.noteReader()
    const rule = data.cacheRule(path, exchange.url)
    const ready = data.find(exchange.url)
    if (ready !== null) {
      sender.send(exchange, ready, rule)
      return
    }
    if (shed !== null) gate.afford(shed)
    this.run(exchange, async () => sender.send(exchange, await data.make(path, exchange.url), rule))
  }

  private servePage(exchange: Exchange): void {
    const { request, url, pathname } = exchange
    const { pages, state, gate } = this.options
    const search = url.slice(pathname.length)
    const address = pageAddress(pathname, search)
    if (address === null && !isPagePart(pathname) && !isTypedPath(pathname)) throw nothingHere()
    exchange.route = 'page'
    gate.admit(exchange, 'page')
    state.noteReader()
    // Navigation inside the app asks for a screen's data in React's own form, which is nobody else's to keep.
    if (address !== null && request.headers.rsc === '1' && search.includes('_rsc=')) {
      this.navigate(exchange)
      return
    }
    const path = address ?? pathname
    const ready = pages.find(path)
    if (ready !== null) {
      this.sendPage(exchange, ready)
      return
    }
    gate.afford('page')
    this.run(exchange, async () => this.sendPage(exchange, await pages.make(path)))
  }

  private sendPage(exchange: Exchange, page: PreparedResponse): void {
    const isBoard = page.status === 200 && this.options.state.isReady()
    this.options.sender.send(exchange, page, isBoard ? 'page' : 'no-store')
  }

  private navigate(exchange: Exchange): void {
    const { gate, sender, headers, next } = this.options
    exchange.route = 'navigation'
    gate.afford('page')
    // What proxies and attackers add about hosts and middleware is none of Next's business here.
    for (const name of Object.keys(exchange.request.headers)) {
      if (name.startsWith('x-')) delete exchange.request.headers[name]
    }
    sender.dress(exchange, headers.page)
    next(exchange.request, exchange.response)
  }

  private serveFile(exchange: Exchange): void {
    const { files, sender } = this.options
    const preparing = files.find(exchange.pathname)
    if (preparing === null) throw nothingHere()
    exchange.route = 'static'
    this.run(exchange, async () => sender.send(exchange, await preparing, null))
  }

  private serveStream(exchange: Exchange): void {
    const { state, gate, stream } = this.options
    exchange.route = 'stream'
    if (state.isDraining()) throw new AppError('draining', 'This server is about to end')
    gate.afford('stream')
    state.noteReader()
    stream.open(exchange.request, exchange.response, gate.clientOf(exchange))
  }

  /** Whether the path is one of the operator's. */
  private serveProbe(exchange: Exchange): boolean {
    const { sender, metrics } = this.options
    const { pathname } = exchange
    exchange.route = 'probe'
    if (pathname === '/healthz') sender.sendProbe(exchange, healthAnswer())
    else if (pathname === '/readyz')
      this.run(exchange, async () => sender.sendProbe(exchange, await readinessAnswer()))
    else if (pathname === '/metrics' && metrics !== null)
      this.run(exchange, async () => sender.sendProbe(exchange, { status: 200, ...(await metrics()) }))
    else {
      exchange.route = 'none'
      return false
    }
    return true
  }

  /** Runs what takes time; whatever goes wrong becomes an answer. */
  private run(exchange: Exchange, work: () => Promise<void>): void {
    const { gate, sender } = this.options
    gate.run(work).catch((error: unknown) => sender.refuse(exchange, error))
  }
}
