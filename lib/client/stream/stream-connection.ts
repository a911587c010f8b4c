/** Three pings of the server: whatever says nothing for so long is dead. */
const SILENCE_MS = 45_000
/** A stream that says nothing for so long after it was asked for is not waited for any longer. */
const PATIENCE_MS = 10_000
/** Before a refused stream is asked for again: at random between the two, twice as long each time, three times over. */
const RETRY_MS = { least: 2_000, most: 8_000 }
const DOUBLINGS = 3

const CLOSED = 2

export const STREAM_EVENTS = ['snapshot', 'status', 'bye'] as const

export interface StreamMessage {
  event: (typeof STREAM_EVENTS)[number]
  data: string
}

export type StreamState = 'streaming' | 'reconnecting' | 'polling'

/** What is used of an `EventSource`. */
export interface StreamSource {
  readonly readyState: number
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
  close(): void
}

/** Runs a task later; the returned function cancels it. */
export type After = (ms: number, task: () => void) => () => void

export interface StreamConnectionOptions {
  open: () => StreamSource
  after: After
  /** This computer's clock, ms. */
  now: () => number
  /** 0 ≤ x < 1. */
  random: () => number
  onMessage: (message: StreamMessage) => void
  onState: (state: StreamState) => void
}

/** One connection to the live stream that heals itself and says how it is. */
export class StreamConnection {
  private readonly options: StreamConnectionOptions
  private source: StreamSource | null = null
  private state: StreamState | null = null
  private refusals = 0
  private heardAt = 0
  private cancelSilence = () => {}
  private cancelPatience = () => {}
  private cancelRetry = () => {}

  constructor(options: StreamConnectionOptions) {
    this.options = options
  }

  /** Opens the stream, anew where one is open. */
  start(): void {
    this.stop()
    const source = this.options.open()
    this.source = source
    for (const event of STREAM_EVENTS)
      source.addEventListener(event, ({ data }) => this.hear(source, { event, data }))
    source.addEventListener('error', () => this.lose(source))
    this.awaitMessage()
    this.awaitSilence()
  }

  /** After a pause in which timers may have stood still: opens the stream anew unless it was heard of lately. */
  revive(): void {
    const isSilent = this.options.now() - this.heardAt > SILENCE_MS
    if (this.source === null || this.source.readyState === CLOSED || isSilent) this.start()
  }

  stop(): void {
    this.cancelSilence()
    this.cancelPatience()
    this.cancelRetry()
    this.source?.close()
    this.source = null
  }

  private hear(source: StreamSource, message: StreamMessage): void {
    if (source !== this.source) return
    this.refusals = 0
    this.awaitSilence()
    if (message.event === 'bye') this.breakOff()
    else {
      this.cancelPatience()
      this.turn('streaming')
    }
    this.options.onMessage(message)
  }

  /** The browser comes back by itself unless it was refused. */
  private lose(source: StreamSource): void {
    if (source !== this.source) return
    this.breakOff()
    // Nobody waits for what has not worked yet.
    if (this.state === null) this.turn('polling')
    if (source.readyState !== CLOSED) return
    this.cancelSilence()
    this.cancelRetry()
    this.cancelRetry = this.options.after(this.retryMs(), () => this.start())
    this.refusals += 1
  }

  private breakOff(): void {
    if (this.state !== 'streaming') return
    this.turn('reconnecting')
    this.awaitMessage()
  }

  private awaitMessage(): void {
    this.cancelPatience()
    this.cancelPatience = this.options.after(PATIENCE_MS, () => this.turn('polling'))
  }

  private awaitSilence(): void {
    this.heardAt = this.options.now()
    this.cancelSilence()
    this.cancelSilence = this.options.after(SILENCE_MS, () => {
      this.breakOff()
      this.start()
    })
  }

  private retryMs(): number {
    const { least, most } = RETRY_MS
    const first = least + this.options.random() * (most - least)
    return first * 2 ** Math.min(DOUBLINGS, this.refusals)
  }

  private turn(state: StreamState): void {
    if (this.state === state) return
    this.state = state
    this.options.onState(state)
  }
}
