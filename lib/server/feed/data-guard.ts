import type { HeldQuote, MarketView, TokenHistory } from '#lib/core/analytics/board/board-input'
import type { MarketBatch, Quote } from '#lib/core/market/quote'
import type { Stack } from '#lib/core/stack/stack'
import { BatchBreaker } from '#lib/server/feed/batch-breaker'
import { guardBatch, type KnownIds } from '#lib/server/feed/batch-guard'
import { FindingLedger } from '#lib/server/feed/finding-ledger'
import type { GuardReport } from '#lib/server/feed/guard-report'
import { IdentityGuard } from '#lib/server/feed/identity-guard'
import { TickGuard } from '#lib/server/feed/tick-guard'

/** What the board holds of a currency before the answer in question. */
export interface LastAccepted {
  quotes: ReadonlyMap<string, HeldQuote>
  ids: KnownIds
}

/** An answer without what is held back, and what is to be known about it. */
export interface ScreenedBatch {
  batch: MarketBatch
  /** Ids whose newest row is held back. */
  quarantined: ReadonlySet<string>
  alarm: string | null
}

export type DataVerdict =
  | ({ accept: true } & ScreenedBatch)
  | { accept: false; failure: 'bad-shape' | 'suspect'; reason: string }

interface CurrencyGuards {
  breaker: BatchBreaker
  ticks: TickGuard
  identities: IdentityGuard
}

/**
 * Judges every answer before anything of it is shown, stored or counted: the answer as a whole by the ids it holds and
 * by prices that moved together, then each row by its coin, its age and its price.
 */
export class DataGuard {
  private readonly guards = new Map<string, CurrencyGuards>()
  private readonly findings = new FindingLedger()

  judge(batch: MarketBatch, last: LastAccepted, stack: Stack): DataVerdict {
    const ids = guardBatch(batch, last.ids)
    if (!ids.accept) return { accept: false, failure: 'bad-shape', reason: ids.reason }
    const guards = this.guardsOf(batch.currency)
    guards.identities.use(stack)
    guards.ticks.keepOnly(new Set(batch.requested))
    const lastOf = (id: string) => last.quotes.get(id)?.quote ?? null
    const verdict = guards.breaker.judge(batch, lastOf)
    if (verdict.refused) return { accept: false, failure: 'suspect', reason: verdict.sentence }
    const quotes = batch.quotes.flatMap(
      (quote) =>
        screened(quote, { ...guards, last: lastOf(quote.id), at: batch.fetchedAt, ...verdict }) ?? [],
    )
    const quarantined = new Set(this.reportOf(batch.currency, guards).map(({ id }) => id))
    return { accept: true, batch: { ...batch, quotes }, quarantined, alarm: ids.alarm }
  }

  /** Notes what contradicts itself in what is now shown of the first currency. */
  noteFindings(market: MarketView | null, history: ReadonlyMap<string, TokenHistory>): void {
    if (market !== null) this.findings.update(market, history)
  }

  report(): GuardReport {
    const currencies = [...this.guards]
    return {
      refusedBatch:
        currencies.map(([currency, { breaker }]) => breaker.report(currency)).find((one) => one !== null) ??
        null,
      quarantined: currencies.flatMap(([currency, guards]) => this.reportOf(currency, guards)),
      findings: this.findings.times,
    }
  }

  private reportOf(currency: string, { ticks, identities }: CurrencyGuards) {
    return [...identities.report(currency), ...ticks.report(currency)]
  }

  private guardsOf(currency: string): CurrencyGuards {
    const known = this.guards.get(currency)
    if (known) return known
    const made = { breaker: new BatchBreaker(), ticks: new TickGuard(), identities: new IdentityGuard() }
    this.guards.set(currency, made)
    return made
  }
}

interface RowContext extends CurrencyGuards {
  last: Quote | null
  at: number
  confirmed: ReadonlySet<string>
}

/** The row to take over; `null`: it is held back. A row older than the accepted one gives way to it. */
function screened(quote: Quote, { ticks, identities, last, at, confirmed }: RowContext): Quote | null {
  if (!identities.accepts(quote, last, at)) {
    ticks.release(quote.id)
    return null
  }
  if (last === null || last.price === null || quote.price === null) return quote
  if (quote.lastUpdated < last.lastUpdated) return last
  if (confirmed.has(quote.id)) ticks.release(quote.id)
  else if (!ticks.accepts(quote, last, at)) return null
  return quote
}
