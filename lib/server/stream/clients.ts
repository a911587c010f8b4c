import type { ServerResponse } from 'node:http'

export interface StreamClient {
  response: ServerResponse
  key: string
  /** The version of the board it was sent last; 0 for none. */
  version: number
  /** When it was found not to read, ms UTC; `null` while it does. */
  behindSince: number | null
}

/** How many streams there may be in all and under one key. */
export interface StreamLimits {
  total: number
  perClient: number
}

interface ClientEvents {
  /** One that was behind has read everything it was sent. */
  onCaughtUp: (client: StreamClient) => void
  /** The last one is gone. */
  onEmpty: () => void
}

const NONE = 0

/** The open streams. Costs a stream one small object: its listeners are the same functions for all. */
export class Clients {
  private readonly limits: StreamLimits
  private readonly byResponse = new Map<ServerResponse, StreamClient>()
  private readonly countByKey = new Map<string, number>()
  private readonly behind = new Set<StreamClient>()
  private readonly onClose: (this: ServerResponse) => void
  private readonly onDrain: (this: ServerResponse) => void

  constructor(limits: StreamLimits, { onCaughtUp, onEmpty }: ClientEvents) {
    this.limits = limits
    const { byResponse, behind } = this
    const remove = (response: ServerResponse) => this.remove(response)
    this.onClose = function close() {
      remove(this)
      if (byResponse.size === 0) onEmpty()
    }
    this.onDrain = function drain() {
      const client = byResponse.get(this)
      if (client === undefined || client.behindSince === null) return
      client.behindSince = null
      behind.delete(client)
      onCaughtUp(client)
    }
  }

  get size(): number {
    return this.byResponse.size
  }

  get behindCount(): number {
    return this.behind.size
  }

  /** Which limit one more of this key would break, or `null`. */
  refusal(key: string): 'total' | 'perClient' | null {
    if (this.size >= this.limits.total) return 'total'
    return this.countOf(key) >= this.limits.perClient ? 'perClient' : null
  }

  add(response: ServerResponse, key: string): StreamClient {
    const client: StreamClient = { response, key, version: 0, behindSince: null }
    this.byResponse.set(response, client)
    this.countByKey.set(key, this.countOf(key) + 1)
    // A broken connection is told by `close`, which follows every `error`.
    response.on('close', this.onClose).on('drain', this.onDrain).on('error', ignore)
    return client
  }

  all(): IterableIterator<StreamClient> {
    return this.byResponse.values()
  }

  markBehind(client: StreamClient, now: number): void {
    client.behindSince = now
    this.behind.add(client)
  }

  /** Cuts off those that have not read since `time`, ms UTC; how many they were. */
  destroyBehindSince(time: number): number {
    const stalled = [...this.behind].filter(({ behindSince }) => behindSince !== null && behindSince <= time)
    for (const { response } of stalled) response.destroy()
    return stalled.length
  }

  destroyAll(): void {
    for (const { response } of [...this.all()]) response.destroy()
  }

  private countOf(key: string): number {
    return this.countByKey.get(key) ?? NONE
  }

  private remove(response: ServerResponse): void {
    const client = this.byResponse.get(response)
    if (client === undefined) return
    this.byResponse.delete(response)
    this.behind.delete(client)
    const left = this.countOf(client.key) - 1
    if (left > 0) this.countByKey.set(client.key, left)
    else this.countByKey.delete(client.key)
  }
}

function ignore(): void {}
