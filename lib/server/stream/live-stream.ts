import type { IncomingMessage, ServerResponse } from 'node:http'
import { StreamQuery } from '#lib/core/contract/queries'
import { parseQuery } from '#lib/server/http/parse-query'
import type { Runtime } from '#lib/server/runtime'
import type { BoardWatch } from '#lib/server/stream/board-watch'
import { StreamHub, type StreamReport } from '#lib/server/stream/stream-hub'

/** The live stream of the default board, fed by the watch over it. Its readers count as the board's. */
export class LiveStream {
  private readonly hub: StreamHub
  private readonly watch: BoardWatch
  private readonly headers: Readonly<Record<string, string>>

  /** @param headers every answer to a reader carries */
  constructor(
    { clock, audience }: Pick<Runtime, 'clock' | 'audience'>,
    watch: BoardWatch,
    headers: Readonly<Record<string, string>>,
  ) {
    this.hub = new StreamHub({ clock, random: Math.random })
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
