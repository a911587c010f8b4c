import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { OpenRuntime } from '#lib/server/create-runtime'
import type { Logger } from '#lib/server/logger'

/** Time answers on their way get to be finished when the process is asked to end, ms. */
const DRAIN_MS = 7000
const SWEEP_MS = 50
/** Requests that were on their way when the signal came get this long to be heard, ms. */
const HEAR_MS = 200

export interface Running {
  server: Server
  open: OpenRuntime
  logger: Logger
  /** Tells its readers that this server goes, and lets them go. */
  stream: { close: () => Promise<void> }
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/** While there is nothing to end in order, a signal ends the process at once; as the first of a container it would not. */
export function endAtOnceOnSignal(): void {
  for (const signal of SIGNALS) process.once(signal, endAtOnce)
}

function endAtOnce(): void {
  process.exit(0)
}

/**
 * Ends the process in order on SIGTERM and SIGINT: not ready any more, streams told good-bye, answers on their way
 * finished, the store closed. What nobody expected ends it too, after a line in the log.
 */
export function endOnSignal({ server, open, logger, stream }: Running): void {
  const end = async (code: number) => {
    if (open.runtime.draining) return
    open.runtime.draining = true
    void stream.close()
    await pause(HEAR_MS)
    const closed = new Promise((resolve) => server.close(resolve))
    // A connection falls idle when its last answer is out, which is later than now.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    await closed
    clearInterval(sweep)
    clearTimeout(cut)
    await open.close()
    process.exit(code)
  }
  for (const signal of SIGNALS) {
    process.off(signal, endAtOnce)
    process.once(signal, () => {
      logger.info({ signal }, 'ending')
      void end(0)
    })
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.error({ failure: event, err: error }, 'A fault nobody expected; ending')
      void end(1)
    })
  }
}
