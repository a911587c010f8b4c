import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorBody } from '#lib/core/contract/error'
import { StreamQuery } from '#lib/core/contract/queries'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { isAppError } from '#lib/server/errors'
import { parseQuery } from '#lib/server/http/parse-query'
import type { Logger } from '#lib/server/logger'
import type { Runtime } from '#lib/server/runtime'
import { getSnapshot } from '#lib/server/services/get-snapshot'
import { BoardWatch } from '#lib/server/stream/board-watch'
import { StreamHub } from '#lib/server/stream/stream-hub'

export interface LiveStream {
  /** Answers what is asked of `/api/stream`; `false` for any other address. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean
  close: () => Promise<void>
}

/** The live stream of the default board, fed by a watch over it. Its readers count as the board's. */
export async function startLiveStream(runtime: Runtime, logger: Logger): Promise<LiveStream> {
  const { clock, feed, audience } = runtime
  const hub = new StreamHub({ clock, random: Math.random })
  const watch = new BoardWatch({
    clock,
    read: readBoard,
    subscribe: (listener) => feed.subscribe(listener),
    onFault: (error) => logger.error({ err: error }, 'the board cannot be read'),
  })
  watch.onChange((snapshot) => {
    if (snapshot !== null) hub.publish(snapshot)
  })
  await watch.start()
  return {
    answer(request, response) {
      const url = request.url ?? '/'
      if (url.split('?', 1)[0] !== '/api/stream') return false
      audience.seen(clock.now())
      openStream(hub, request, response)
      return true
    },
    async close() {
      watch.stop()
      await hub.close()
    },
  }
}

/** The default view: first currency, capped weights, core tokens. */
async function readBoard(): Promise<Snapshot | null> {
  try {
    return await getSnapshot({ weighting: 'capped', scope: 'core' })
  } catch (error) {
    if (isAppError(error) && error.code === 'not_ready') return null
    throw error
  }
}

function openStream(hub: StreamHub, request: IncomingMessage, response: ServerResponse): void {
  try {
    const { lastEventId } = parseQuery(request.url ?? '/', StreamQuery)
    hub.open({
      request,
      response,
      clientKey: request.socket.remoteAddress ?? '',
      lastEventId,
      headers: { 'Access-Control-Allow-Origin': '*' },
    })
  } catch (error) {
    if (!isAppError(error)) throw error
    const body: ErrorBody = { error: { code: error.code, message: error.message, field: error.field ?? '' } }
    response.writeHead(400, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.end(JSON.stringify(body))
  }
}
