import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** An answer that goes nowhere: what is written is kept, and how much of it is unread is set by hand. */
export class FakeResponse extends EventEmitter {
  status: number | null = null
  headers: Record<string, string> = {}
  body = ''
  /** Buffers as they were handed over, for tests that they are shared. */
  readonly chunks: (Buffer | string)[] = []
  writableLength = 0
  isEnded = false
  isDestroyed = false
  useChunkedEncodingByDefault = true
  shouldKeepAlive = true

  writeHead(status: number, headers: Record<string, string>): this {
    this.status = status
    this.headers = headers
    return this
  }

  write(chunk: Buffer | string): boolean {
    if (this.isEnded || this.isDestroyed) throw new Error('written to after its end')
    this.chunks.push(chunk)
    this.body += chunk
    return true
  }

  end(chunk: Buffer | string = ''): this {
    this.body += chunk
    this.isEnded = true
    return this
  }

  /** The reader has gone, or has read all there was after an end. */
  close(): void {
    this.isDestroyed = true
    this.emit('close')
  }

  destroy(): this {
    this.isDestroyed = true
    queueMicrotask(() => this.emit('close'))
    return this
  }

  cork(): void {}
  uncork(): void {}
}

export interface FakeExchange {
  request: IncomingMessage
  response: ServerResponse
  fake: FakeResponse
  /** What was asked of the socket. */
  socketCalls: string[]
}

export function fakeExchange(headers: Record<string, string> = {}, method = 'GET'): FakeExchange {
  const fake = new FakeResponse()
  const socketCalls: string[] = []
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void socketCalls.push([name, ...values].join(' '))
  const socket = {
    setTimeout: note('timeout'),
    setNoDelay: note('no-delay'),
    setKeepAlive: note('keep-alive'),
  }
  return {
    request: { headers, method, socket } as unknown as IncomingMessage,
    response: fake as unknown as ServerResponse,
    fake,
    socketCalls,
  }
}
