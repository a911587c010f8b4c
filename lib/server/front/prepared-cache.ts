import type { PreparedResponse } from '#lib/server/http/prepared-response'

/** Prepared answers of one state of the board. */
interface Entry {
  prepared: PreparedResponse
  /** The state it was made from. */
  version: number
  /** ms on the monotonic clock after which it is made again though the board did not change. */
  expiresAt: number
  /** Asked for since it was made. */
  isWanted: boolean
}

export interface CacheLimits {
  entries: number
  bytes: number
}

/** What an answer that is not at hand is made by. */
export type Make = () => Promise<PreparedResponse>

/**
 * Answers prepared once per state of the board and sent as often as asked for. One that is asked for by many at once
 * is made once; least recently made ones go first when room is short.
 */
export class PreparedCache {
  /** Grows with every change of the board. */
  version = 0
  private readonly entries = new Map<string, Entry>()
  private readonly making = new Map<string, Promise<PreparedResponse>>()
  private readonly limits: CacheLimits
  private readonly monotonic: () => number
  private bytes = 0

  constructor(limits: CacheLimits, monotonic: () => number) {
    this.limits = limits
    this.monotonic = monotonic
  }

  get size(): { entries: number; bytes: number } {
    return { entries: this.entries.size, bytes: this.bytes }
  }

  /** The answer at hand for the present state, or `null`. */
  find(key: string): PreparedResponse | null {
    const entry = this.entries.get(key)
    if (entry === undefined || entry.version !== this.version) return null
    if (entry.expiresAt !== Number.POSITIVE_INFINITY && entry.expiresAt <= this.monotonic()) return null
    entry.isWanted = true
    return entry.prepared
  }

  /** The answer at hand, else the one being made, else a new one. `lifetimeMs`: how long it holds at most. */
  async get(key: string, make: Make, lifetimeMs = Number.POSITIVE_INFINITY): Promise<PreparedResponse> {
    const found = this.find(key)
    if (found !== null) return found
    const flight = `${this.version} ${key}`
    const running = this.making.get(flight)
    if (running !== undefined) return running
    const version = this.version
    const promise = make()
      .then((prepared) => {
        // A fault of this moment must not become the answer of the next.
        if (prepared.status < 500)
          this.keep(key, { prepared, version, expiresAt: this.monotonic() + lifetimeMs, isWanted: true })
        return prepared
      })
      .finally(() => this.making.delete(flight))
    this.making.set(flight, promise)
    return promise
  }

  /** The board changed: what is kept is of yesterday. Names what was asked for since it was made, newest last. */
  outdate(): string[] {
    this.version += 1
    const wanted: string[] = []
    for (const [key, entry] of this.entries) {
      if (entry.isWanted) wanted.push(key)
      else this.drop(key)
      entry.isWanted = false
    }
    return wanted
  }

  private keep(key: string, entry: Entry): void {
    const older = this.entries.get(key)
    // Made from an older state while a newer one was already at hand.
    if (older !== undefined && older.version > entry.version) return
    this.drop(key)
    if (entry.prepared.size > this.limits.bytes) return
    this.entries.set(key, entry)
    this.bytes += entry.prepared.size
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.limits.entries && this.bytes <= this.limits.bytes) break
      this.drop(oldest)
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key)
    if (entry === undefined) return
    this.entries.delete(key)
    this.bytes -= entry.prepared.size
  }
}
