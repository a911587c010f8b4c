import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Clock } from '#lib/server/clock'
import { Clients, type StreamClient, type StreamLimits } from '#lib/server/stream/clients'
import { inBatches } from '#lib/server/stream/in-batches'
import { refuseStream, type StreamRefusal } from '#lib/server/stream/refuse-stream'
import { StreamFrames } from '#lib/server/stream/stream-frames'

const PING_MS = 15_000
/** Between looks at readers who have fallen behind. */
const SWEEP_MS = 5_000
/** A reader may leave this much unread before it is sent nothing more until it has caught up, bytes. */
const MOST_UNREAD = 256 * 1024
const STALLED_MS = 30_000
/** Time streams get to end by themselves when the server ends. */
const DRAIN_MS = 2_000
const KEEP_ALIVE_MS = 30_000
/** A browser that lost the stream comes back after this long, at random, so that not all come at once. */
const RETRY_MS = { least: 2_000, most: 8_000 }
/** Of one instance. */
export const STREAM_LIMITS: StreamLimits = { total: 20_000, perClient: 20 }

const BYE = Buffer.from('event: bye\ndata: {"reason":"shutdown"}\n\n')

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
}

export interface StreamHubOptions {
  clock: Clock
  /** 0 ≤ x < 1. */
  random: () => number
  limits?: StreamLimits
  /** Runs a task after other work of the process had its turn. */
  defer?: (task: () => void) => void
}

export interface StreamVisit {
  request: IncomingMessage
  response: ServerResponse
  /** Whoever shares it shares a limit, usually an address. */
  clientKey: string
  /** From the query; the header of a browser that reconnects is newer and wins. */
  lastEventId?: string | undefined
  /** Further headers of a data route. */
  headers?: Readonly<Record<string, string>>
}

export interface StreamReport {
  clients: number
  /** Clients that do not read and are sent nothing until they do. */
  behind: number
  /** Frames sent since the start, heartbeats included. */
  sent: number
  refused: Readonly<Record<StreamRefusal, number>>
  /** Cut off because they did not read for 30 s. */
  stalled: number
  /** From the last publication until its last client was written to, ms; `null` before the first. */
  lastFanoutMs: number | null
}

/** Everyone who reads the live stream. Knows sockets and time, nothing of where snapshots come from. */
export class StreamHub {
  private readonly clock: Clock
  private readonly random: () => number
  private readonly defer: (task: () => void) => void
  private readonly clients: Clients
  private readonly frames = new StreamFrames()
  private readonly refused = { total: 0, perClient: 0, draining: 0 }
  private readonly cancels = new Map<() => void, () => void>()
  private sent = 0
  private stalled = 0
  private lastFanoutMs: number | null = null
  private isDraining = false
  private onEmpty: () => void = () => {}

  constructor({ clock, random, limits = STREAM_LIMITS, defer = setImmediate }: StreamHubOptions) {
    this.clock = clock
    this.random = random
    this.defer = defer
    this.clients = new Clients(limits, {
      onCaughtUp: (client) => this.bringUpToDate(client),
      onEmpty: () => this.onEmpty(),
    })
    this.every(PING_MS, () => this.beat())
    this.every(SWEEP_MS, () => {
      this.stalled += this.clients.destroyBehindSince(this.clock.now() - STALLED_MS)
    })
  }

  /** Clients now. */
  get size(): number {
    return this.clients.size
  }

  /** Starts a stream, or refuses it with 503 where there are too many or the server is ending. */
  open({ request, response, clientKey, lastEventId, headers = {} }: StreamVisit): void {
    const { socket } = request
    // Gone before it was served: nothing would ever say so again.
    if (socket.destroyed) return
    if (this.clients.has(socket)) {
      // A second request behind a stream that never ends could never be answered.
      socket.destroy()
      return
    }
    const refusal = this.isDraining ? 'draining' : this.clients.refusal(clientKey)
    if (refusal !== null) {
      this.refused[refusal] += 1
      refuseStream(response, refusal, this.random)
      return
    }
    // The answer ends with its connection, so nothing of HTTP stands around an event: after the head it goes straight
    // to the socket, which then grows no buffers: a quarter less memory than a plain answer.
    response.useChunkedEncodingByDefault = false
    response.shouldKeepAlive = false
    response.writeHead(200, { ...HEADERS, ...headers })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    socket.setTimeout(0)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, KEEP_ALIVE_MS)
    response.flushHeaders()
    this.greet(this.clients.add(socket, clientKey), lastEventIdOf(request) ?? lastEventId)
  }

  /** Sends a new version of the board to everyone. */
  publish(snapshot: Snapshot): void {
    this.frames.publish(snapshot)
    const startedAt = this.clock.now()
    this.toAll(
      (client) => this.bringUpToDate(client),
      () => {
        this.lastFanoutMs = this.clock.now() - startedAt
      },
    )
  }

  report(): StreamReport {
    const { size: clients, behindCount: behind } = this.clients
    const { refused, sent, stalled, lastFanoutMs } = this
    return { clients, behind, sent, refused: { ...refused }, stalled, lastFanoutMs }
  }

  /** Says goodbye and ends every stream; resolves once all are gone, about 2 s later at most. */
  async close(): Promise<void> {
    this.isDraining = true
    for (const cancel of this.cancels.values()) cancel()
    if (this.size === 0) return
    const empty = new Promise<void>((resolve) => {
      this.onEmpty = resolve
    })
    const cancel = this.clock.schedule(DRAIN_MS, () => this.clients.destroyAll())
    for (const { socket } of this.clients.all()) {
      socket.write(BYE)
      socket.destroySoon()
    }
    await empty
    cancel()
  }

  /** The first bytes go out at once, for whoever waits to see the connection open. */
  private greet(client: StreamClient, lastEventId: string | undefined): void {
    const missed = this.frames.resume(lastEventId)
    client.version = this.frames.newest
    client.socket.write(`retry: ${this.retryMs()}\n\n`)
    if (missed !== null) this.write(client, missed)
    this.write(client, this.frames.heartbeat(this.clock.now()))
  }

  private retryMs(): number {
    const { least, most } = RETRY_MS
    return least + Math.floor(this.random() * (most - least + 1))
  }

  private beat(): void {
    const frame = this.frames.heartbeat(this.clock.now())
    this.toAll((client) => {
      if (this.isReading(client)) this.write(client, frame)
    })
  }

  private bringUpToDate(client: StreamClient): void {
    const { newest } = this.frames
    if (client.version === newest || !this.isReading(client)) return
    this.write(client, this.frames.since(client.version))
    client.version = newest
  }

  /** Whether to send to it; one that leaves too much unread gets the newest state once it has read all of that. */
  private isReading(client: StreamClient): boolean {
    if (client.behindSince !== null) return false
    if (client.socket.writableLength <= MOST_UNREAD) return true
    this.clients.markBehind(client, this.clock.now())
    return false
  }

  private write({ socket }: StreamClient, frame: Buffer): void {
    if (frame.length === 0) return
    socket.write(frame)
    this.sent += 1
  }

  private toAll(task: (client: StreamClient) => void, done: () => void = () => {}): void {
    const each = (client: StreamClient) => {
      if (!this.isDraining) task(client)
    }
    inBatches(this.clients.all(), { each, defer: this.defer, done })
  }

  private every(periodMs: number, task: () => void): void {
    const again = () => {
      const cancel = this.clock.schedule(periodMs, () => {
        again()
        task()
      })
      this.cancels.set(task, cancel)
    }
    again()
  }
}

function lastEventIdOf(request: IncomingMessage): string | undefined {
  const header = request.headers['last-event-id']
  return typeof header === 'string' ? header : undefined
}
