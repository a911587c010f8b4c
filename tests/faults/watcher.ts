import { setTimeout as sleep } from 'node:timers/promises'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Asking, Reply } from './ask.ts'
import { outOfBounds } from './bounds.ts'
import { logLines, WARNING } from './log-lines.ts'
import type { ScriptedUpstream } from './upstream/scripted-upstream.ts'

const LOOK_MS = 250
const AHEAD_MS = 5000
/** A change of status is noticed within a second and prepared after it. */
const NOTICE_MS = 2500
const MINUTE_MS = 60_000
const DELAYED_MS = 15 * MINUTE_MS
const STALE_MS = 24 * 60 * MINUTE_MS
const LINES_PER_CLASS = 10

export interface Watched {
  product: LaunchedProduct
  upstream: ScriptedUpstream
  ask: (path: string, asking?: Asking) => Promise<Reply>
}

/** Reads the board all the time and keeps every breach of what must hold whatever the fault (G1 to G8). */
export class Watcher {
  /** Refresh period in force, ms. */
  periodMs = 1000
  /** Calls the upstream may see in a minute. */
  callsPerMinute = 200
  private readonly watched: Watched
  private breaches = new Set<string>()
  private newest: Snapshot | null = null
  private etag = ''
  private asOf = ''
  private running: Promise<void> | null = null
  private isStopped = false

  constructor(watched: Watched) {
    this.watched = watched
  }

  accuse(breach: string): void {
    this.breaches.add(breach)
  }

  start(): void {
    this.running = this.run()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    await this.running
  }

  /** Breaches since the last time of asking. */
  async takeBreaches(): Promise<string[]> {
    await this.lookAtReads()
    this.lookAtProcess()
    this.lookAtCalls()
    const found = [...this.breaches]
    this.breaches = new Set()
    return found
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.lookAtBoard()
      } catch (error) {
        if (!this.isStopped) this.accuse(`G1 ${error instanceof Error ? error.message : 'no answer'}`)
      }
      await sleep(LOOK_MS)
    }
  }

  /** G1, G2, G4 and G6 on the snapshot. */
  private async lookAtBoard(): Promise<void> {
    if (!this.watched.product.isAlive) return
    // An answer is never older than its question, however late it is read here.
    const askedAt = Date.now()
    const reply = await this.watched.ask('/api/snapshot', { headers: { 'If-None-Match': this.etag } })
    if (this.isStopped) return
    if (reply.status === 200) {
      this.newest = JSON.parse(reply.text) as Snapshot
      this.etag = reply.headers.etag ?? ''
      for (const breach of outOfBounds(this.newest)) this.accuse(`G4 ${breach}`)
    } else if (reply.status !== 304) this.accuse(`G1 /api/snapshot answered ${reply.status}`)
    if (this.newest !== null && this.newest.status !== 'recorded') this.lookAtAge(this.newest, askedAt)
  }

  private lookAtAge({ asOf, fetchedAt, generatedAt, status }: Snapshot, askedAt: number): void {
    if (asOf < this.asOf) this.accuse(`G2 asOf went back from ${this.asOf} to ${asOf}`)
    if (Date.parse(asOf) > Date.now() + AHEAD_MS) this.accuse(`G2 asOf ${asOf} lies ahead`)
    this.asOf = asOf
    const age = askedAt - Date.parse(fetchedAt)
    const ageThen = Date.parse(generatedAt) - Date.parse(fetchedAt)
    const [least, most] = this.agesOf(status)
    if (ageThen < least || age > most + NOTICE_MS) this.accuse(`G6 ${status} at an age of ${age} ms`)
  }

  private agesOf(status: string): [least: number, most: number] {
    const live = 2 * this.periodMs
    const delayed = Math.max(DELAYED_MS, 3 * this.periodMs)
    if (status === 'live') return [0, live]
    if (status === 'delayed') return [live, delayed]
    return status === 'stale' ? [delayed, STALE_MS] : [STALE_MS, Infinity]
  }

  /** G1 on a page and a history. */
  private async lookAtReads(): Promise<void> {
    if (!this.watched.product.isAlive) return
    for (const path of ['/', '/api/tokens/bittensor/history?range=30d', '/healthz', '/readyz']) {
      const { status } = await this.watched.ask(path)
      if (status !== 200) this.accuse(`G1 ${path} answered ${status}`)
    }
  }

  /** G5 and the lines of G8. */
  private lookAtProcess(): void {
    const { product } = this.watched
    if (!product.isAlive) this.accuse('G5 the process is gone')
    if (product.stdout.includes('"A fault nobody expected')) this.accuse('G5 a fault nobody expected')
    const times = new Map<string, number[]>()
    for (const { level, time, failure, msg } of logLines(product.stdout)) {
      if (level < WARNING) continue
      const own = times.get(failure ?? msg) ?? []
      own.push(Date.parse(time))
      times.set(failure ?? msg, own)
    }
    for (const [name, at] of times)
      if (mostInAMinute(at) > LINES_PER_CLASS) this.accuse(`G8 too many lines of ${name}`)
  }

  /** G3: the minute's limit, and never two refreshes at once. */
  private lookAtCalls(): void {
    const { calls } = this.watched.upstream
    const most = mostInAMinute(calls.map((call) => call.at))
    if (most > this.callsPerMinute) this.accuse(`G3 ${most} calls in a minute`)
    const refreshes = calls.filter((call) => call.path === '/coins/markets')
    const together = refreshes.some((call, at) => {
      const next = refreshes[at + 1]
      // The caller's end of a broken call shows here a moment later than there.
      return next !== undefined && (call.endedAt ?? Infinity) > next.at + LOOK_MS
    })
    if (together) this.accuse('G3 two refreshes at once')
  }
}

/** Greatest number of ascending times, ms, within any minute. */
function mostInAMinute(times: readonly number[]): number {
  let first = 0
  let most = 0
  for (const [at, time] of times.entries()) {
    while ((times[first] ?? time) <= time - MINUTE_MS) first += 1
    most = Math.max(most, at - first + 1)
  }
  return most
}
