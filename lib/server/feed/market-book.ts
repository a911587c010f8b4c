import type { HeldQuote, MarketView } from '#lib/core/analytics/board/board-input'
import type { MarketBatch, Quote } from '#lib/core/market/quote'
import type { KnownIds } from '#lib/server/feed/batch-guard'
import type { StoredBatch } from '#lib/server/store/market-store'

interface CurrencyBook {
  batch: StoredBatch
  quotes: ReadonlyMap<string, HeldQuote>
}

/** Last accepted quotes per currency, and the sequence every accepted batch moves on by one. */
export class MarketBook {
  private sequence = 0
  private readonly books = new Map<string, CurrencyBook>()

  /** Takes over what an earlier process stored. */
  restore(batches: readonly StoredBatch[]): void {
    for (const batch of batches) {
      this.sequence = Math.max(this.sequence, batch.sequence)
      this.books.set(batch.currency, { batch, quotes: hold(batch, new Map()) })
    }
  }

  /** The batch as it will be stored: next sequence, `asOf` never back. Does not change the book. */
  prepare(batch: MarketBatch): StoredBatch {
    const priced = batch.quotes.filter((quote) => quote.price !== null)
    const previous = this.books.get(batch.currency)?.batch.asOf ?? Number.NEGATIVE_INFINITY
    const newest = Math.max(previous, ...priced.map((quote) => quote.lastUpdated))
    // Without a single price there is no token time to speak of; the fetch is all that is known.
    return { ...batch, sequence: this.sequence + 1, asOf: Number.isFinite(newest) ? newest : batch.fetchedAt }
  }

  accept(batch: StoredBatch): void {
    this.sequence = batch.sequence
    const previous = this.books.get(batch.currency)?.quotes ?? new Map<string, HeldQuote>()
    this.books.set(batch.currency, { batch, quotes: hold(batch, previous) })
  }

  view(currency: string): MarketView | null {
    const book = this.books.get(currency)
    if (!book) return null
    const { sequence, fetchedAt, asOf } = book.batch
    return { currency, sequence, fetchedAt, asOf, quotes: book.quotes }
  }

  /** The last accepted batch of each currency. */
  batches(): StoredBatch[] {
    return [...this.books.values()].map(({ batch }) => batch)
  }

  /** Ids a currency's accepted batches have held. */
  knownIds(currency: string): KnownIds {
    const book = this.books.get(currency)
    return {
      last: new Set(book?.batch.quotes.map((quote) => quote.id)),
      ever: new Set(book?.quotes.keys()),
    }
  }

  heldQuote(currency: string, id: string): Quote | null {
    return this.books.get(currency)?.quotes.get(id)?.quote ?? null
  }
}

/** A row without a price keeps the last good quote, marked absent, as does an id that was not answered. */
function hold(batch: StoredBatch, previous: ReadonlyMap<string, HeldQuote>): Map<string, HeldQuote> {
  const quotes = new Map<string, HeldQuote>()
  for (const [id, held] of previous) quotes.set(id, { quote: held.quote, absent: true })
  for (const quote of batch.quotes) {
    const held = quotes.get(quote.id)
    if (quote.price !== null || !held || held.quote.price === null)
      quotes.set(quote.id, { quote, absent: false })
  }
  return quotes
}
