import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { Snapshot, SnapshotDelta, StreamStatus } from '#lib/client/queries/answer-schemas'
import { noteServerNow } from '#lib/client/queries/server-clock'
import type { SnapshotParams } from '#lib/client/queries/snapshot-query'
import type { After, StreamMessage } from '#lib/client/stream/stream-connection'
import { holdsVersion } from '#lib/core/stream/holds-version'
import { applyDelta } from '#lib/core/stream/snapshot-delta'

/** Pages that have to ask ask over this long, not all at the same moment. */
const SPREAD_MS = 1_000
/** Messages that make no sense before the whole board is asked for. */
const TOLERATED = 3

/** The stream's view; in whichever currency is the server's first. */
const VIEW = { weighting: 'capped', scope: 'core', whatif: '' } as const satisfies Partial<SnapshotParams>

export interface BoardWriterOptions {
  queryClient: QueryClient
  after: After
  /** 0 ≤ x < 1. */
  random: () => number
}

/**
 * Brings what the stream says into the query cache, under the keys of the snapshot query. A board the stream does not
 * carry, or cannot lead on from, is asked for.
 */
export class BoardWriter {
  private readonly options: BoardWriterOptions
  /** Version last heard of: when it changes, boards of other views have changed too. */
  private version: string | null = null
  private malformed = 0
  private readonly asking = new Set<string>()

  constructor(options: BoardWriterOptions) {
    this.options = options
  }

  /** Sequence of the board held, for the server to lead on from; `null` for none. */
  get sequence(): number | null {
    return this.held()[0]?.[1].sequence ?? null
  }

  take({ event, data }: StreamMessage): void {
    if (event === 'bye') return
    const content = parsed(data)
    const isUnderstood = event === 'status' ? this.takeStatus(content) : this.takeSnapshot(content)
    if (isUnderstood) return
    this.malformed += 1
    if (this.malformed % TOLERATED === 0) this.askAll()
  }

  private takeSnapshot(content: unknown): boolean {
    if (typeof content === 'object' && content !== null && 'delta' in content) {
      const delta = SnapshotDelta.safeParse(content)
      if (!delta.success) return false
      for (const [key, held] of this.held()) this.write(key, applyDelta(held, delta.data))
      this.noteVersion(delta.data.generatedAt)
      return true
    }
    const full = Snapshot.safeParse(content)
    if (!full.success) return false
    // An instance that has yet to hear of the newest refresh. Should it never hear, its status tells, and it is asked.
    if (this.held().some(([, held]) => isStepBack(held, full.data))) return true
    for (const [key] of this.held()) this.write(key, full.data)
    this.noteVersion(full.data.generatedAt)
    return true
  }

  private takeStatus(content: unknown): boolean {
    const status = StreamStatus.safeParse(content)
    if (!status.success) return false
    noteServerNow(Date.parse(status.data.now))
    for (const [key, held] of this.held()) if (!holdsVersion(held, status.data)) this.ask(key)
    this.noteVersion(status.data.generatedAt)
    return true
  }

  /** Boards of the stream's view in the cache. */
  private held(): [QueryKey, Snapshot][] {
    return this.boards().filter(([key, held]) => this.isCarried(key, held))
  }

  private boards(): [QueryKey, Snapshot][] {
    const all = this.options.queryClient.getQueriesData<Snapshot>({ queryKey: ['snapshot'] })
    return all.flatMap(([key, held]): [QueryKey, Snapshot][] => (held === undefined ? [] : [[key, held]]))
  }

  private isCarried([, currency, weighting, scope, whatif]: QueryKey, held: Snapshot): boolean {
    return (
      weighting === VIEW.weighting &&
      scope === VIEW.scope &&
      whatif === VIEW.whatif &&
      (currency === null || currency === held.currencies[0])
    )
  }

  /** `null`: what was held could not be led on from. */
  private write(key: QueryKey, next: Snapshot | null): void {
    const { queryClient } = this.options
    if (next === null) {
      this.ask(key)
      return
    }
    // An answer on its way may be older than what has just come.
    void queryClient.cancelQueries({ queryKey: key, exact: true })
    queryClient.setQueryData(key, next)
  }

  private noteVersion(version: string | null): void {
    if (this.version !== null && version !== this.version)
      for (const [key, held] of this.boards()) if (!this.isCarried(key, held)) this.ask(key)
    this.version = version
  }

  private askAll(): void {
    for (const [key] of this.boards()) this.ask(key)
  }

  /** Soon, once, and only where it is on screen; elsewhere it counts as old. */
  private ask(queryKey: QueryKey): void {
    const { queryClient, after, random } = this.options
    const name = JSON.stringify(queryKey)
    if (this.asking.has(name)) return
    this.asking.add(name)
    after(random() * SPREAD_MS, () => {
      this.asking.delete(name)
      void queryClient.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false })
    })
  }
}

function isStepBack(held: Snapshot, next: Snapshot): boolean {
  const areLive = held.source === 'live' && next.source === 'live'
  return areLive && next.sequence < held.sequence && next.fetchedAt < held.fetchedAt
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
