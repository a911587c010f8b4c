import type { HeldQuote, MarketView } from '#lib/core/analytics/board/board-input'
import type { MarketBatch, Quote } from '#lib/core/market/quote'
import type { LastAccepted } from '#lib/server/feed/data-guard'
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

  /**
   * The batch as it will be stored: next sequence, `asOf` never back, and the last quotes of tokens it has no price of,
   * so that they and their ages outlive a restart. `quarantined`: ids whose newest row was held back, so that the batch
   * has none. Does not change the book.
   */
  prepare(batch: MarketBatch, quarantined: ReadonlySet<string> = NO_IDS): StoredBatch {
    const priced = batch.quotes.filter((quote) => quote.price !== null)
    const previous = this.books.get(batch.currency)?.batch.asOf ?? Number.NEGATIVE_INFINITY
    const newest = Math.max(previous, ...priced.map((quote) => quote.lastUpdated))
    const carried = this.unpriced(batch)
    const carriedIds = new Set(carried.map(({ id }) => id))
    return {
      ...batch,
      quotes: [...batch.quotes.filter(({ id }) => !carriedIds.has(id)), ...carried],
      carried: [...carriedIds],
      ...(quarantined.size > 0 && { heldBack: [...quarantined] }),
      sequence: this.sequence + 1,
      // Without a single price there is no token time to speak of; the fetch is all that is known.
      asOf: Number.isFinite(newest) ? newest : batch.fetchedAt,
    }
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

  /** What a currency's next answer is judged against. */
  lastAccepted(currency: string): LastAccepted {
    const book = this.books.get(currency)
    const carried = new Set(book?.batch.carried)
    const answered = book?.batch.quotes.map(({ id }) => id).filter((id) => !carried.has(id))
    const quotes = book?.quotes ?? new Map<string, HeldQuote>()
    return { quotes, ids: { last: new Set(answered), ever: new Set(quotes.keys()) } }
  }

  heldQuote(currency: string, id: string): Quote | null {
    return this.books.get(currency)?.quotes.get(id)?.quote ?? null
  }

  /** Last priced quotes of tokens that were asked for and came without a usable price. */
  private unpriced({ currency, requested, quotes }: MarketBatch): Quote[] {
    const priced = new Set(quotes.filter(({ price }) => price !== null).map(({ id }) => id))
    return requested.flatMap((id) => {
      const held = priced.has(id) ? null : this.heldQuote(currency, id)
      return held === null || held.price === null ? [] : [held]
    })
  }
}

/** A token without a new price keeps its last one, marked absent, and says so where its new row was held back. */
function hold(batch: StoredBatch, previous: ReadonlyMap<string, HeldQuote>): Map<string, HeldQuote> {
  const carried = new Set(batch.carried)
  const quarantined = new Set(batch.heldBack)
  const quotes = new Map<string, HeldQuote>()
  for (const [id, { quote }] of previous) quotes.set(id, { quote, absent: true, quarantined: false })
  for (const quote of batch.quotes) {
    const { id } = quote
    quotes.set(id, { quote, absent: carried.has(id), quarantined: quarantined.has(id) })
  }
  return quotes
}

const NO_IDS: ReadonlySet<string> = new Set()
