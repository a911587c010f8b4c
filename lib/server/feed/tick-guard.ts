import type { Quote } from '#lib/core/market/quote'
import { type TickDoubt, tickDoubt } from '#lib/core/market/tick-doubt'
import type { Quarantine } from '#lib/server/feed/guard-report'

/** A doubtful tick is believed with the third answer in a row that says the same. */
const CONFIRMING_TICKS = 3
/** Ticks say the same where the largest is at most this many times the smallest. */
const AGREEMENT = 1.2

interface HeldTick {
  doubt: TickDoubt
  since: number
  heldBack: number
  lastGoodAt: number
  /** Answers in a row that agree, the last one included, and the range of their values. */
  agreeing: number
  low: number
  high: number
}

/**
 * Holds back single ticks that jump away from the last accepted quote of one currency, until the third answer in a row
 * agrees or a tick is near the last accepted one again. Every answer counts as a tick, one that repeats its row too.
 * Nothing is kept over a restart: the last accepted quotes are, so the next tick is judged against them anew.
 */
export class TickGuard {
  private readonly held = new Map<string, HeldTick>()

  /** Whether the tick may be taken over; `at` is when it was fetched, ms UTC. */
  accepts(quote: Quote, last: Quote, at: number): boolean {
    const doubt = tickDoubt(quote, last)
    const value = doubt === 'market-cap-jump' ? quote.marketCap : quote.price
    if (doubt === null || value === null) return this.release(quote.id)
    const before = this.held.get(quote.id)
    const heldBack = before === undefined ? 1 : before.heldBack + 1
    const run = {
      ...continued(before, doubt, value),
      since: before?.since ?? at,
      lastGoodAt: last.lastUpdated,
    }
    if (run.agreeing >= CONFIRMING_TICKS) return this.release(quote.id)
    this.held.set(quote.id, { ...run, doubt, heldBack })
    return false
  }

  /** Always `true`: the token's next quote is taken over. */
  release(id: string): true {
    this.held.delete(id)
    return true
  }

  /** Forgets tokens that are no longer asked for. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.held.keys()) if (!ids.has(id)) this.held.delete(id)
  }

  report(currency: string): Quarantine[] {
    return [...this.held].map(([id, { doubt, since, heldBack, lastGoodAt, agreeing }]) => ({
      id,
      currency,
      reason: doubt,
      sentence: SENTENCES[doubt],
      release: `A ${VALUE_WORDS[doubt]} near the last accepted one, or three answers in a row that agree within 20 %: ${agreeing} so far`,
      since,
      heldBack,
      lastGoodAt,
    }))
  }
}

const VALUE_WORDS = { 'price-jump': 'price', 'market-cap-jump': 'market cap' } as const

const SENTENCES = {
  'price-jump': 'Its price jumped more than fivefold at once, and its market cap does not confirm it',
  'market-cap-jump': 'Its market cap jumped more than fivefold at once and is not price × supply any more',
} as const

function continued(before: HeldTick | undefined, doubt: TickDoubt, value: number) {
  const low = Math.min(before?.low ?? value, value)
  const high = Math.max(before?.high ?? value, value)
  const isSame = before?.doubt === doubt && high <= AGREEMENT * low
  return isSame ? { agreeing: before.agreeing + 1, low, high } : { agreeing: 1, low: value, high: value }
}
