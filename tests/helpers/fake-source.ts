import type { StreamMessage, StreamSource } from '#lib/client/stream/stream-connection'

/** An event source that does what it is told. */
export class FakeSource implements StreamSource {
  readyState = 0
  isClosed = false
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>()

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(type, listener)
  }

  close(): void {
    this.isClosed = true
    this.readyState = 2
  }

  say(event: StreamMessage['event'], data = '{}'): void {
    this.readyState = 1
    this.listeners.get(event)?.({ data } as MessageEvent<string>)
  }

  /** `isFinal`: refused, so that the browser does not come back by itself. */
  fail({ isFinal = false } = {}): void {
    this.readyState = isFinal ? 2 : 0
    this.listeners.get('error')?.({} as MessageEvent<string>)
  }
}
