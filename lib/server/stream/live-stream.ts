import type { IncomingMessage, ServerResponse } from 'node:http'
import { StreamQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import type { Runtime } from '#lib/server/runtime'
import type { BoardWatch } from '#lib/server/stream/board-watch'
import { STREAM_LIMITS, StreamHub, type StreamReport } from '#lib/server/stream/stream-hub'

export interface LiveStreamOptions {
  /** Every answer to a reader carries them. */
  headers: Readonly<Record<string, string>>
  /** Whether streams of one client are limited here, or by a proxy. */
  clientLimits: boolean
}

/** The live stream of the default board, fed by the watch over it. Its readers count as the board's. */
export class LiveStream {
  private readonly hub: StreamHub
  private readonly watch: BoardWatch
  private readonly headers: Readonly<Record<string, string>>

  constructor(
    { clock, audience }: Pick<Runtime, 'clock' | 'audience'>,
    watch: BoardWatch,
    { headers, clientLimits }: LiveStreamOptions,
  ) {
    const limits = clientLimits ? STREAM_LIMITS : { ...STREAM_LIMITS, perClient: Number.POSITIVE_INFINITY }
    this.hub = new StreamHub({ clock, random: Math.random, limits })
    this.watch = watch
    this.headers = headers
    watch.onChange((snapshot) => {
      if (this.hub.report().clients > 0) audience.seen(clock.now())
      if (snapshot !== null) this.hub.publish(snapshot)
    })
  }

  /** @throws AppError for a query that is not understood */
  open(request: IncomingMessage, response: ServerResponse, clientKey: string): void {
    const url = request.url ?? ''
    const mark = url.indexOf('?')
    const { lastEventId } = parseQuery(mark === -1 ? '' : url.slice(mark), StreamQuery)
    this.hub.open({ request, response, clientKey, lastEventId, headers: this.headers })
  }

  report(): StreamReport {
    return this.hub.report()
  }

  /** Says good-bye to everyone and lets them go. */
  async close(): Promise<void> {
    this.watch.stop()
    await this.hub.close()
  }
}
