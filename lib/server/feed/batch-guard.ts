import type { MarketBatch } from '#lib/core/market/quote'

const ALARM_SHARE = 0.1
const REFUSE_SHARE = 0.5

export type GuardVerdict = { accept: true; alarm: string | null } | { accept: false; reason: string }

export interface KnownIds {
  /** Ids of the last accepted batch. */
  last: ReadonlySet<string>
  /** Ids of every batch accepted so far. */
  ever: ReadonlySet<string>
}

/**
 * Compares a batch with the ids of the last accepted one: more than half of them gone, or no row at all, refuses it.
 * More than 10 % of the ids that were ever answered gone raises an alarm, which so lasts until they are back. At the
 * first start there is nothing to compare with.
 */
export function guardBatch(batch: MarketBatch, known: KnownIds): GuardVerdict {
  if (batch.quotes.length === 0)
    return { accept: false, reason: 'CoinGecko answered without a single usable row' }
  const returned = new Set(batch.quotes.map((quote) => quote.id))
  const requested = new Set(batch.requested)
  const goneOf = (ids: ReadonlySet<string>) => {
    const expected = [...ids].filter((id) => requested.has(id))
    return { gone: expected.filter((id) => !returned.has(id)).length, of: expected.length }
  }
  const last = goneOf(known.last)
  if (last.gone > REFUSE_SHARE * last.of) {
    return {
      accept: false,
      reason: `CoinGecko left out ${last.gone} of ${last.of} tokens it answered before`,
    }
  }
  const ever = goneOf(known.ever)
  const alarm = ever.gone > ALARM_SHARE * ever.of ? `${ever.gone} of ${ever.of} tokens left the answer` : null
  return { accept: true, alarm }
}
