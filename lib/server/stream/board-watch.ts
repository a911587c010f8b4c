import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Status } from '#lib/core/contract/status'
import type { Clock } from '#lib/server/clock'

/** Between two looks, ms: a status or a token's state changes with time alone. */
const LOOK_MS = 1_000

export type BoardListener = (snapshot: Snapshot | null, status: Status['mode']) => void

export interface BoardWatchOptions {
  clock: Clock
  /** The board as of now: the same object as long as nothing in it changed; `null` before the first data. */
  read: () => Promise<Snapshot | null>
  /** Tells of every refresh, so that its board is not up to a second late. */
  subscribe: (listener: () => void) => () => void
  /** Hears why the board could not be read; the one known before stays. */
  onFault: (error: unknown) => void
}

/** Tells when the board has become another one: by a refresh, or by growing old. */
export class BoardWatch {
  private readonly options: BoardWatchOptions
  private readonly listeners = new Set<BoardListener>()
  private known: Snapshot | null | undefined = undefined
  private looking: Promise<void> | null = null
  private isStopped = true
  private cancels: (() => void)[] = []

  constructor(options: BoardWatchOptions) {
    this.options = options
  }

  /** Calls `listener` now with the board that is known, if any look was had, and whenever it has changed. */
  onChange(listener: BoardListener): () => void {
    this.listeners.add(listener)
    if (this.known !== undefined) listener(this.known, modeOf(this.known))
    return () => void this.listeners.delete(listener)
  }

  /** Resolves after the first look. */
  async start(): Promise<void> {
    this.isStopped = false
    this.cancels = [this.options.subscribe(() => void this.look())]
    await this.look()
    this.wait()
  }

  stop(): void {
    this.isStopped = true
    for (const cancel of this.cancels) cancel()
    this.cancels = []
  }

  private wait(): void {
    if (this.isStopped) return
    this.cancels[1] = this.options.clock.schedule(LOOK_MS, () => void this.look().then(() => this.wait()))
  }

  /** One look at a time, and one more after it for whoever asked meanwhile. */
  private look(): Promise<void> {
    if (this.looking !== null) return this.looking.then(() => this.look())
    const { read, onFault } = this.options
    this.looking = read()
      .then((snapshot) => this.tell(snapshot))
      .catch(onFault)
      .finally(() => {
        this.looking = null
      })
    return this.looking
  }

  private tell(snapshot: Snapshot | null): void {
    if (snapshot === this.known || this.isStopped) return
    this.known = snapshot
    for (const listener of this.listeners) listener(snapshot, modeOf(snapshot))
  }
}

function modeOf(snapshot: Snapshot | null): Status['mode'] {
  return snapshot?.status ?? 'starting'
}
