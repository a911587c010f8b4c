import { createServer, type RequestListener } from 'node:http'
import next from 'next'
import { Registry } from 'prom-client'
import { createRuntime, type OpenRuntime } from '#lib/server/create-runtime'
import { readEnv, secretsOf } from '#lib/server/env'
import { StartError } from '#lib/server/errors'
import { createFront } from '#lib/server/front/create-front'
import { refuseUnusual } from '#lib/server/front/refuse-unusual'
import { securityHeaders } from '#lib/server/front/security-headers'
import { MOST_CONNECTIONS, SERVER_LIMITS } from '#lib/server/front/server-limits'
import { errorAnswer } from '#lib/server/http/error-answer'
import { listen } from '#lib/server/listen'
import { createLogger, type Logger } from '#lib/server/logger'
import { upstreamMetrics } from '#lib/server/metrics/upstream-metrics'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { findBoard } from '#lib/server/services/find-board'
import { endAtOnceOnSignal, endOnSignal } from '#lib/server/shutdown'
import { BoardWatch } from '#lib/server/stream/board-watch'
import { LiveStream } from '#lib/server/stream/live-stream'

/** One process: the feed, and the front that answers from memory and lets Next draw pages. */
async function serve(dev: boolean): Promise<void> {
  const env = readEnv(process.env)
  if (dev) refusePublicDevelopment(env.host)
  const logger = createLogger(env.logLevel, secretsOf(env))
  const registry = new Registry()
  const upstream = upstreamMetrics(registry)
  const open = await createRuntime({ env, logger, onCall: upstream.onCall })
  const app = next({ dev, dir: PROJECT_ROOT, hostname: env.host, port: env.port })
  const handle = app.getRequestHandler()
  let answer: RequestListener | null = null
  const server = createServer(SERVER_LIMITS, (request, response) => {
    if (answer !== null) answer(request, response)
    else void prepared.then((listener) => listener(request, response))
  })
  server.maxConnections = MOST_CONNECTIONS
  // First the port: a taken one is told at once, and early readers wait instead of being refused.
  const port = await listen(server, env)
  const watch = watchBoard(open, logger)
  watch.onChange((board) => {
    const { sharedBoard, feed } = open.runtime
    if (board !== null) sharedBoard?.publish(board, feed.report())
  })
  const { clientLimits } = env
  const stream = new LiveStream(open.runtime, watch, { headers: securityHeaders(env.tls).data, clientLimits })
  const prepared = prepare()
  async function prepare(): Promise<RequestListener> {
    await app.prepare()
    await watch.start()
    // While developing pages change under the server, so nothing of them is prepared.
    if (dev) return streamOrElse(handle, stream)
    refuseUnusual(server)
    const front = createFront({
      env,
      runtime: open.runtime,
      logger,
      watch,
      registry,
      upstream,
      next: handle,
      stream,
    })
    return front.handle
  }
  answer = await prepared
  endOnSignal({ server, open, logger, stream })
  const url = `http://${env.host === '127.0.0.1' ? 'localhost' : env.host}:${port}`
  logger.info({ url, source: env.source, plan: env.plan }, 'listening')
  process.stderr.write(`Strata is ready on ${url}\n`)
}

function watchBoard({ runtime }: OpenRuntime, logger: Logger): BoardWatch {
  return new BoardWatch({
    clock: runtime.clock,
    read: findBoard,
    subscribe: (listener) => runtime.feed.subscribe(listener),
    onFault: (error) => logger.error({ failure: 'board', err: error }, 'The board could not be computed'),
  })
}

/** A server with hot reload trusts whoever reaches it. */
function refusePublicDevelopment(host: string): void {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return
  throw new StartError(
    `npm run dev is for this machine alone, but HOST is ${host}: unset it, or use npm start.`,
  )
}

/** While developing: the stream is ours, everything else is Next's. */
function streamOrElse(next: RequestListener, stream: LiveStream): RequestListener {
  return (request, response) => {
    if (request.url?.split('?', 1)[0] !== '/api/stream') {
      next(request, response)
      return
    }
    try {
      stream.open(request, response, request.socket.remoteAddress ?? 'unknown')
    } catch (error) {
      const { status, body, headers } = errorAnswer(error)
      response.writeHead(status, headers).end(body)
    }
  }
}

endAtOnceOnSignal()
await serve(process.argv.includes('--dev')).catch(reportFatal)
