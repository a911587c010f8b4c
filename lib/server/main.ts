import { createServer, type Server } from 'node:http'
import next from 'next'
import { createRuntime, type OpenRuntime } from '#lib/server/create-runtime'
import { type Env, readEnv } from '#lib/server/env'
import { StartError } from '#lib/server/errors'
import { createLogger, type Logger } from '#lib/server/logger'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { type LiveStream, startLiveStream } from '#lib/server/stream/live-stream'

/** Time open connections get to finish when the process is asked to end, ms. */
const DRAIN_MS = 5000

/**
 * One process: the feed, then Next behind a plain HTTP server. Answers prepared outside Next will be served here,
 * before `handle`.
 */
async function serve(dev: boolean): Promise<void> {
  const env = readEnv(process.env)
  const logger = createLogger(env.logLevel)
  const open = await createRuntime({ env, logger })
  const app = next({ dev, dir: PROJECT_ROOT, hostname: env.host, port: env.port })
  const handle = app.getRequestHandler()
  const stream = await startLiveStream(open.runtime, logger)
  const server = createServer((request, response) => {
    if (!stream.answer(request, response)) void prepared.then(() => handle(request, response))
  })
  // First the port: a taken one is told at once, and early readers wait instead of being refused.
  const port = await listen(server, env)
  const prepared = app.prepare()
  await prepared
  endOnSignal({ server, stream, open, logger })
  const url = `http://${env.host === '127.0.0.1' ? 'localhost' : env.host}:${port}`
  logger.info({ url, source: env.source, plan: env.plan }, 'listening')
  process.stderr.write(`Strata is ready on ${url}\n`)
}

function listen(server: Server, { port, host }: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, port, host)))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function listenFault(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const fault = {
    EADDRINUSE: `Port ${port} is taken by another program: stop it, or choose another port, for example PORT=${port + 1}.`,
    EACCES: `This user may not open port ${port}: choose one above 1023, for example PORT=3000.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine: use 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST ${host} is not known: use 127.0.0.1 or 0.0.0.0.`,
  }[error.code ?? '']
  return fault ? new StartError(fault, { cause: error }) : error
}

interface Running {
  server: Server
  stream: LiveStream
  open: OpenRuntime
  logger: Logger
}

function endOnSignal({ server, stream, open, logger }: Running): void {
  const end = async (signal: string) => {
    if (open.runtime.draining) return
    open.runtime.draining = true
    logger.info({ signal }, 'ending')
    const closed = new Promise((resolve) => server.close(resolve))
    await stream.close()
    server.closeIdleConnections()
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    await closed
    clearTimeout(cut)
    await open.close()
    process.exit(0)
  }
  process.once('SIGTERM', (signal) => void end(signal))
  process.once('SIGINT', (signal) => void end(signal))
}

await serve(process.argv.includes('--dev')).catch(reportFatal)
