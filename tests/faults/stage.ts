import { setTimeout as sleep } from 'node:timers/promises'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Status } from '#lib/core/contract/status'
import type { LaunchedProduct } from '../product/launched-product.ts'
import { type Asking, ask, type Reply } from './ask.ts'
import type { ScriptedUpstream } from './upstream/scripted-upstream.ts'
import { Watcher } from './watcher.ts'

/** The key every product of the suite runs with. It must be seen nowhere. */
export const CANARY = 'CG-canary-5f1d8c2e9b7a4036'

/** Between two looks at something awaited, ms. */
const LOOK_MS = 50

/** Noise of a garbage-collected heap is larger than a tenth of this process; a leak of bodies is larger still. */
const GROWTH_BYTES = 96 * 1024 * 1024
/** What a process that has drawn every screen may hold in any case. */
export const SETTLED_BYTES = 480 * 1024 * 1024

/** How things were when a row began. */
interface Mark {
  /** ms of `performance.now()` */
  at: number
  board: Snapshot
  status: Status
  residentBytes: number
  logLength: number
}

/** Refreshes' calls that ended in this way since the product began. */
export function endedAs({ upstream: { outcomes } }: Status, outcome: string): number {
  const counted = outcomes?.find((one) => one.endpoint === 'markets' && one.outcome === outcome)
  return counted === undefined ? 0 : counted.count
}

/** A product with its upstream, watched from the first to the last moment. */
export class Stage {
  readonly product: LaunchedProduct
  readonly upstream: ScriptedUpstream
  readonly watcher: Watcher
  private marked: Mark | null = null

  constructor(product: LaunchedProduct, upstream: ScriptedUpstream) {
    this.product = product
    this.upstream = upstream
    this.watcher = new Watcher({ product, upstream, ask: (path, asking) => this.ask(path, asking) })
  }

  get mark(): Mark {
    if (this.marked === null) throw new Error('the row has set no mark')
    return this.marked
  }

  async ask(path: string, asking?: Asking): Promise<Reply> {
    const reply = await ask(this.product.url, path, asking)
    if (reply.text.includes(CANARY)) this.watcher.accuse(`G8 the key stands in the answer to ${path}`)
    return reply
  }

  async snapshot(query = ''): Promise<Snapshot> {
    return JSON.parse((await this.answered(`/api/snapshot${query}`)).text)
  }

  async status(): Promise<Status> {
    return JSON.parse((await this.answered('/api/status')).text)
  }

  /** The value of a series of `/metrics`, such as `strata_snapshot_seq`; `null` where there is none. */
  async metric(series: string): Promise<number | null> {
    const { text } = await this.answered('/metrics')
    const line = text.split('\n').find((one) => one.startsWith(`${series} `))
    return line === undefined ? null : Number(line.slice(series.length + 1))
  }

  /** Remembers how things are now; what comes after is compared with it. */
  async setMark(): Promise<void> {
    const [status, board] = [await this.status(), await this.snapshot()]
    this.marked = {
      at: performance.now(),
      board,
      status,
      residentBytes: this.product.residentBytes(),
      logLength: this.product.stdout.length,
    }
  }

  /** Resident memory that has come on top since the mark and is more than a process comes to hold anyway; else 0. */
  leakedBytes(): number {
    const resident = this.product.residentBytes()
    const growth = resident - this.mark.residentBytes
    return growth > GROWTH_BYTES && resident > SETTLED_BYTES ? growth : 0
  }

  /** Looks until something is there; fails with what was awaited. */
  async until<T>(what: string, withinMs: number, look: () => Promise<T | null> | T | null): Promise<T> {
    const deadline = performance.now() + withinMs
    for (;;) {
      const found = await look()
      if (found !== null) return found
      if (performance.now() > deadline) throw new Error(`${what} did not happen within ${withinMs} ms`)
      await sleep(LOOK_MS)
    }
  }

  /** Looks again and again for a while; `look` throws when something is not as it should be. */
  async throughout(forMs: number, look: () => Promise<void> | void): Promise<void> {
    const end = performance.now() + forMs
    while (performance.now() < end) {
      await look()
      await sleep(LOOK_MS)
    }
  }

  /** A board that is live with data fetched after a moment of `Date.now()`. */
  liveSince(time: number, withinMs: number): Promise<Snapshot> {
    return this.until('a live board', withinMs, async () => {
      // Before the first data there is no board yet.
      const reply = await this.ask('/api/snapshot')
      if (reply.status !== 200) return null
      const snapshot: Snapshot = JSON.parse(reply.text)
      return snapshot.status === 'live' && Date.parse(snapshot.fetchedAt) > time ? snapshot : null
    })
  }

  private async answered(path: string): Promise<Reply> {
    const reply = await this.ask(path)
    if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}: ${reply.text.slice(0, 200)}`)
    return reply
  }
}
