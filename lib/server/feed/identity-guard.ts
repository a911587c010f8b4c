import { mappedTokens } from '#lib/core/analytics/board/constituents'
import type { Quote } from '#lib/core/market/quote'
import { isAnotherCoin, type KnownNames } from '#lib/core/stack/coin-identity'
import type { Stack } from '#lib/core/stack/stack'
import type { Quarantine } from '#lib/server/feed/guard-report'

interface Renamed {
  since: number
  heldBack: number
  lastGoodAt: number | null
  known: KnownNames
  /** What the upstream calls the coin now. */
  called: string
}

/**
 * Holds back rows whose id stands for another coin than the mapping names, symbol and name alike: another coin's price
 * is not this token's. Only an edit of the mapping (or the upstream taking it back) ends it.
 */
export class IdentityGuard {
  private readonly renamed = new Map<string, Renamed>()
  private stack: Stack | null = null
  private names: ReadonlyMap<string, KnownNames> = new Map()

  /** The mapping in force for the answers to come. */
  use(stack: Stack): void {
    if (this.stack === stack) return
    this.stack = stack
    this.names = namesOf(stack)
    for (const id of this.renamed.keys()) if (!this.names.has(id)) this.renamed.delete(id)
  }

  accepts(quote: Quote, last: Quote | null, at: number): boolean {
    const known = this.names.get(quote.id)
    if (known === undefined || !isAnotherCoin(known, quote)) {
      this.renamed.delete(quote.id)
      return true
    }
    const before = this.renamed.get(quote.id)
    this.renamed.set(quote.id, {
      since: before?.since ?? at,
      heldBack: before === undefined ? 1 : before.heldBack + 1,
      lastGoodAt: last?.lastUpdated ?? null,
      known,
      called: `${quote.name} (${quote.symbol.toUpperCase()})`,
    })
    return false
  }

  report(currency: string): Quarantine[] {
    return [...this.renamed].map(([id, { since, heldBack, lastGoodAt, known, called }]) => ({
      id,
      currency,
      reason: 'renamed',
      sentence: `CoinGecko now calls this id ${called}; the mapping knows ${known.name} (${known.symbol})`,
      release:
        'An edit of the mapping: the new name as an alias if it is the same coin, another id if it is not',
      since,
      heldBack,
      lastGoodAt,
    }))
  }
}

function namesOf(stack: Stack): ReadonlyMap<string, KnownNames> {
  return new Map(
    mappedTokens(stack).map(({ id, name, symbol, project }) => [
      id,
      { name, symbol, aliases: project?.aliases ?? [] },
    ]),
  )
}
