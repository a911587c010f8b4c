import type { MarketStore } from '#lib/server/store/market-store'
import { type Recall, refill } from '#lib/server/store/recall'

export interface Reconciling {
  recall: Recall | null
  /** Whether what is missing may be written by this process. */
  mayWrite: boolean
  /** Credits of a month that wait to be written. */
  waitingCredits: (month: string) => number
}

/** What a process knows that its database must hold, to see when another or an older one lies in its place. */
export class StoreLedger {
  /** `part`: a read was answered without the database, so it may hold what nobody here has seen. */
  private knows: 'nothing' | 'part' | 'all' = 'nothing'
  private newest = 0
  /** When what the database was found to hold was fetched, by currency, ms UTC. */
  private foundAt: ReadonlyMap<string, number> = new Map()
  /** By month; at least what was used. */
  private readonly credits = new Map<string, number>()
  private readonly feedState = new Map<string, string>()

  noteAnswer(isComplete: boolean): void {
    if (!isComplete) this.knows = 'part'
    else if (this.knows === 'nothing') this.knows = 'all'
  }

  /** All credits used in a month `YYYY-MM`, as far as is known here. */
  creditsUsed(month: string): number {
    const used = this.credits.get(month)
    return used === undefined ? 0 : used
  }

  noteCreditsUsed(month: string, used: number): void {
    this.credits.set(month, used)
  }

  addCredits(month: string, credits: number): void {
    this.credits.set(month, this.creditsUsed(month) + credits)
  }

  knownFeedState(): Record<string, string> {
    return Object.fromEntries(this.feedState)
  }

  noteFeedState(state: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(state)) this.feedState.set(key, value)
  }

  /**
   * The store with batches numbered beyond what it holds: numbers given while it was away may be taken. A batch that was
   * stored though its answer was lost is not stored again.
   */
  numbered(store: MarketStore): MarketStore {
    const saveBatch: MarketStore['saveBatch'] = async (batch, ticks) => {
      if (this.foundAt.get(batch.currency) === batch.fetchedAt) return
      const sequence = Math.max(batch.sequence, this.newest + 1)
      await store.saveBatch({ ...batch, sequence }, ticks)
      this.newest = sequence
    }
    return Object.assign(Object.create(store), { saveBatch })
  }

  /** Looks at a database just opened: what it lacks is written to it; `more` where it holds what was never read. */
  async reconcile(
    store: MarketStore,
    { recall, waitingCredits, mayWrite }: Reconciling,
  ): Promise<'same' | 'refilled' | 'more'> {
    const batches = await store.loadLatestBatches()
    const stored = Math.max(0, ...batches.map((batch) => batch.sequence))
    const expected = this.newest
    const { knows } = this
    if (knows === 'all' && mayWrite) await this.restoreCredits(store, waitingCredits)
    this.newest = stored
    this.foundAt = new Map(batches.map(({ currency, fetchedAt }) => [currency, fetchedAt]))
    if (knows === 'nothing' || (knows === 'all' && stored === expected)) return 'same'
    if (knows === 'all' && stored < expected && recall && mayWrite) {
      await this.refill(store, recall, expected)
      return 'refilled'
    }
    this.knows = 'nothing'
    return 'more'
  }

  private async refill(store: MarketStore, recall: Recall, expected: number): Promise<void> {
    // Its points are to be filled in even where its newest batch is there.
    this.foundAt = new Map()
    try {
      for (const [key, value] of this.feedState) await store.saveFeedState(key, value)
      await refill(this.numbered(store), recall)
    } catch (error) {
      // What is still missing has to be seen again by the next try.
      this.newest = expected
      throw error
    }
  }

  private async restoreCredits(store: MarketStore, waiting: Reconciling['waitingCredits']): Promise<void> {
    for (const [month, used] of this.credits) {
      const missing = used - waiting(month) - (await store.loadCreditsUsed(month))
      if (missing > 0) await store.addCredits(month, missing)
    }
  }
}
