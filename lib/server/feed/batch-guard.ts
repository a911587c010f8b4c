import type { MarketBatch } from '#lib/core/market/quote'

const ALARM_SHARE = 0.1
const REFUSE_SHARE = 0.5

export type GuardVerdict = { accept: true; alarm: string | null } | { accept: false; reason: string }

/**
 * Compares a batch with the ids of the last accepted one: more than 10 % of them gone raises an alarm, more than half
 * gone, or no row at all, refuses the batch. At the first start there is nothing to compare with.
 */
export function guardBatch(batch: MarketBatch, lastIds: ReadonlySet<string>): GuardVerdict {
  if (batch.quotes.length === 0)
    return { accept: false, reason: 'CoinGecko answered without a single usable row' }
  const returned = new Set(batch.quotes.map((quote) => quote.id))
  const requested = new Set(batch.requested)
  const expected = [...lastIds].filter((id) => requested.has(id))
  const gone = expected.filter((id) => !returned.has(id)).length
  if (gone > REFUSE_SHARE * expected.length) {
    return {
      accept: false,
      reason: `CoinGecko left out ${gone} of ${expected.length} tokens it answered before`,
    }
  }
  const alarm =
    gone > ALARM_SHARE * expected.length ? `${gone} of ${expected.length} tokens left the answer` : null
  return { accept: true, alarm }
}
