import type { Socket } from 'node:net'

export interface StreamClient {
  socket: Socket
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

/** The open streams. One costs a small object: its listeners are the same functions for all. */
export class Clients {
  private readonly limits: StreamLimits
  private readonly bySocket = new Map<Socket, StreamClient>()
  private readonly countByKey = new Map<string, number>()
  private readonly behind = new Set<StreamClient>()
  private readonly onClose: (this: Socket) => void
  private readonly onDrain: (this: Socket) => void

  constructor(limits: StreamLimits, { onCaughtUp, onEmpty }: ClientEvents) {
    this.limits = limits
    const { bySocket, behind } = this
    const remove = (socket: Socket) => this.remove(socket)
    this.onClose = function close() {
      remove(this)
      if (bySocket.size === 0) onEmpty()
    }
    this.onDrain = function drain() {
      const client = bySocket.get(this)
      if (client === undefined || client.behindSince === null) return
      client.behindSince = null
      behind.delete(client)
      onCaughtUp(client)
    }
  }

  get size(): number {
    return this.bySocket.size
  }

  get behindCount(): number {
    return this.behind.size
  }

  /** Which limit one more of this key would break, or `null`. */
  refusal(key: string): 'total' | 'perClient' | null {
    if (this.size >= this.limits.total) return 'total'
    return this.countOf(key) >= this.limits.perClient ? 'perClient' : null
  }

  has(socket: Socket): boolean {
    return this.bySocket.has(socket)
  }

  add(socket: Socket, key: string): StreamClient {
    const client: StreamClient = { socket, key, version: 0, behindSince: null }
    this.bySocket.set(socket, client)
    this.countByKey.set(key, this.countOf(key) + 1)
    // A broken connection is told by `close`, which follows every `error`.
    socket.on('close', this.onClose).on('drain', this.onDrain).on('error', ignore)
    return client
  }

  all(): IterableIterator<StreamClient> {
    return this.bySocket.values()
  }

  markBehind(client: StreamClient, now: number): void {
    client.behindSince = now
    this.behind.add(client)
  }

  /** Cuts off those that have not read since `time`, ms UTC; how many they were. */
  destroyBehindSince(time: number): number {
    const stalled = [...this.behind].filter(({ behindSince }) => behindSince !== null && behindSince <= time)
    for (const client of stalled) {
      this.behind.delete(client)
      client.socket.destroy()
    }
    return stalled.length
  }

  destroyAll(): void {
    for (const { socket } of [...this.all()]) socket.destroy()
  }

  private countOf(key: string): number {
    return this.countByKey.get(key) ?? NONE
  }

  private remove(socket: Socket): void {
    const client = this.bySocket.get(socket)
    if (client === undefined) return
    this.bySocket.delete(socket)
    this.behind.delete(client)
    const left = this.countOf(client.key) - 1
    if (left > 0) this.countByKey.set(client.key, left)
    else this.countByKey.delete(client.key)
  }
}

function ignore(): void {}
