import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** A connection that goes nowhere: what is written is kept, and how much of it is unread is set by hand. */
export class FakeSocket extends EventEmitter {
  status: number | null = null
  headers: Record<string, string> = {}
  body = ''
  /** Buffers as they were handed over, for tests that they are shared. */
  readonly chunks: (Buffer | string)[] = []
  /** What it was told about its time limit and its probes. */
  readonly settings: string[] = []
  writableLength = 0
  isEnded = false
  isDestroyed = false

  write(chunk: Buffer | string): boolean {
    if (this.isEnded || this.isDestroyed) throw new Error('written to after its end')
    this.chunks.push(chunk)
    this.body += chunk
    return true
  }

  /** Ends once everything is read; here: when the test says so by `close`. */
  destroySoon(): void {
    this.isEnded = true
  }

  /** The reader has gone, or has read all there was after an end. */
  close(): void {
    this.isDestroyed = true
    this.emit('close')
  }

  destroy(): void {
    this.isDestroyed = true
    queueMicrotask(() => this.emit('close'))
  }

  setTimeout(ms: number): void {
    this.settings.push(`timeout ${ms}`)
  }

  setNoDelay(on: boolean): void {
    this.settings.push(`no-delay ${on}`)
  }

  setKeepAlive(on: boolean, ms: number): void {
    this.settings.push(`keep-alive ${on} ${ms}`)
  }
}

export interface FakeExchange {
  request: IncomingMessage
  response: ServerResponse
  socket: FakeSocket
}

/** A request over a fake connection, and its answer, whose head and end go to that connection. */
export function fakeExchange(headers: Record<string, string> = {}, method = 'GET'): FakeExchange {
  const socket = new FakeSocket()
  const response = {
    writeHead(status: number, sent: Record<string, string>) {
      socket.status = status
      socket.headers = sent
      return this
    },
    flushHeaders() {},
    end(chunk = '') {
      socket.body += chunk
      socket.isEnded = true
    },
  }
  return {
    request: { headers, method, socket } as unknown as IncomingMessage,
    response: response as unknown as ServerResponse,
    socket,
  }
}
