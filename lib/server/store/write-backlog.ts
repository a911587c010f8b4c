import type { HistoryPoint } from '#lib/core/market/price-history'
import { HOUR_MS } from '#lib/core/market/window'
import type {
  HistoryFetch,
  MarketStore,
  RetentionCutoffs,
  StoredBatch,
  TickPoints,
  UpstreamCall,
} from '#lib/server/store/market-store'

/** An hour of the default period. */
const MOST_BATCHES = 60

interface WaitingBatch {
  batch: StoredBatch
  ticks: TickPoints
}

interface WaitingHistory {
  fetch: HistoryFetch
  /** By time; empty where the upstream only said that it knows no such id. */
  points: ReadonlyMap<number, HistoryPoint>
}

/** One write taken out of the backlog. */
export interface TakenWrite {
  isBatch: boolean
  run(store: MarketStore): Promise<void>
  /** Returns it to its place after a failure. */
  putBack(): void
}

/**
 * Writes that wait for the store, in bounded memory: batches in order, the oldest given up beyond 60 while its points
 * of history are kept; history, calls and credits lose nothing, they only merge, until all is abandoned.
 */
export class WriteBacklog {
  /** Batches given up. */
  dropped = 0
  private batches: WaitingBatch[] = []
  private readonly history = new Map<string, WaitingHistory>()
  private calls: UpstreamCall[] = []
  /** By month. */
  private readonly addedCredits = new Map<string, number>()
  private readonly state = new Map<string, string>()
  private cutoffs: RetentionCutoffs | null = null
  private lastCutoffs: RetentionCutoffs | null = null

  get size(): number {
    const { batches, history, calls, addedCredits, state } = this
    return batches.length + history.size + calls.length + addedCredits.size + state.size
  }

  addBatch(batch: StoredBatch, ticks: TickPoints): void {
    this.batches.push({ batch, ticks })
    this.giveUpOldest()
  }

  addHistory(fetch: HistoryFetch, points: readonly HistoryPoint[]): void {
    const key = `${fetch.kind}|${fetch.id}`
    const earlier = this.history.get(key)?.points ?? new Map<number, HistoryPoint>()
    this.history.set(key, { fetch, points: new Map([...earlier, ...byTime(points)]) })
  }

  addCall(call: UpstreamCall): void {
    const calls = [...this.calls, call]
    const newest = Math.max(...calls.map(({ at }) => at))
    this.calls = calls.filter(({ at }) => at >= newest - HOUR_MS)
    // Single calls matter for an hour at most; older ones only as credits of their month.
    for (const { at, month, credits } of calls) if (at < newest - HOUR_MS) this.addCredits(month, credits)
  }

  /** Credits are summed by month. */
  addCredits(month: string, credits: number): void {
    const waiting = this.addedCredits.get(month)
    if (credits !== 0) this.addedCredits.set(month, waiting === undefined ? credits : waiting + credits)
  }

  /** The newest value of a key is all that matters. */
  addFeedState(key: string, value: string): void {
    this.state.set(key, value)
  }

  /** Only the newest cut-offs matter. */
  addPrune(cutoffs: RetentionCutoffs): void {
    this.cutoffs = cutoffs
    this.lastCutoffs = cutoffs
  }

  /** Gives up all that an instance which no longer feeds the database must not write; credits were spent all the same. */
  abandon(): void {
    this.dropped += this.batches.length
    this.batches = []
    this.history.clear()
    for (const { month, credits } of this.calls) this.addCredits(month, credits)
    this.calls = []
    this.state.clear()
    this.cutoffs = null
    this.lastCutoffs = null
  }

  /** On a full disk what retention no longer wants is the first to go. */
  pruneAgain(): void {
    this.cutoffs ??= this.lastCutoffs
  }

  /** Credits of a month `YYYY-MM` that wait to be counted. */
  credits(month: string): number {
    const added = [...this.addedCredits].map(([ofMonth, credits]) => ({ month: ofMonth, credits }))
    const waiting = [...this.calls, ...added].filter((one) => one.month === month)
    return waiting.reduce((sum, { credits }) => sum + credits, 0)
  }

  /** Times of waiting calls at or after `since`, ms UTC. */
  callsSince(since: number): number[] {
    return this.calls.map(({ at }) => at).filter((at) => at >= since)
  }

  /** Facts of the feed that wait to be kept, by name. */
  feedState(): Record<string, string> {
    return Object.fromEntries(this.state)
  }

  /**
   * The next write, most precious first: what limits calls, then room for the rest, then batches in order, then
   * history.
   */
  take(): TakenWrite | null {
    const ofCalls = this.takeCall() ?? this.takeCredits() ?? this.takeFeedState()
    return ofCalls ?? this.takePrune() ?? this.takeBatch() ?? this.takeHistory()
  }

  private takeCall(): TakenWrite | null {
    const call = this.calls.shift()
    if (!call) return null
    return {
      isBatch: false,
      run: (store) => store.recordCall(call),
      putBack: () => void this.calls.unshift(call),
    }
  }

  private takeCredits(): TakenWrite | null {
    const [first] = this.addedCredits
    if (!first) return null
    const [month, credits] = first
    this.addedCredits.delete(month)
    return {
      isBatch: false,
      run: (store) => store.addCredits(month, credits),
      putBack: () => this.addCredits(month, credits),
    }
  }

  private takeFeedState(): TakenWrite | null {
    const [first] = this.state
    if (!first) return null
    const [key, value] = first
    this.state.delete(key)
    return {
      isBatch: false,
      run: (store) => store.saveFeedState(key, value),
      putBack: () => {
        if (!this.state.has(key)) this.state.set(key, value)
      },
    }
  }

  private takePrune(): TakenWrite | null {
    const { cutoffs } = this
    if (!cutoffs) return null
    this.cutoffs = null
    return {
      isBatch: false,
      run: (store) => store.prune(cutoffs),
      putBack: () => {
        this.cutoffs ??= cutoffs
      },
    }
  }

  private takeBatch(): TakenWrite | null {
    const waiting = this.batches.shift()
    if (!waiting) return null
    return {
      isBatch: true,
      run: (store) => store.saveBatch(waiting.batch, waiting.ticks),
      putBack: () => {
        this.batches.unshift(waiting)
        this.giveUpOldest()
      },
    }
  }

  private takeHistory(): TakenWrite | null {
    const [first] = this.history
    if (!first) return null
    const [key, waiting] = first
    this.history.delete(key)
    return {
      isBatch: false,
      run: (store) => writeHistory(store, waiting),
      putBack: () => {
        const later = this.history.get(key)
        const points = new Map([...waiting.points, ...(later?.points ?? [])])
        this.history.set(key, { fetch: later?.fetch ?? waiting.fetch, points })
      },
    }
  }

  private giveUpOldest(): void {
    const [oldest, next] = this.batches
    if (this.batches.length <= MOST_BATCHES || !oldest || !next) return
    const ticks = {
      daily: [...oldest.ticks.daily, ...next.ticks.daily],
      hourly: [...oldest.ticks.hourly, ...next.ticks.hourly],
    }
    this.batches = [{ batch: next.batch, ticks }, ...this.batches.slice(2)]
    this.dropped += 1
  }
}

async function writeHistory(store: MarketStore, { fetch, points }: WaitingHistory): Promise<void> {
  const { id, kind, fetchedAt, outcome } = fetch
  if (outcome === 'ok' || points.size > 0) await store.saveHistory(id, kind, [...points.values()], fetchedAt)
  if (outcome === 'gone') await store.saveHistoryGone(id, kind, fetchedAt)
}

function byTime(points: readonly HistoryPoint[]): Map<number, HistoryPoint> {
  return new Map(points.map((point) => [point.time, point]))
}
