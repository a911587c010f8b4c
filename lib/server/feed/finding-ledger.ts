import type { MarketView, TokenHistory } from '#lib/core/analytics/board/board-input'
import { RECENT_CLOSES } from '#lib/core/analytics/board/token-figures'
import { selfCheck } from '#lib/core/analytics/self-check'
import type { TokenFlag } from '#lib/core/contract/vocabulary'

/** Since when each self-check finding has stood without a break, as far as this process has seen. */
export class FindingLedger {
  private found = new Map<string, number>()

  /** Looks at every held quote after an accepted answer. */
  update(market: MarketView, history: ReadonlyMap<string, TokenHistory>): void {
    const found = new Map<string, number>()
    for (const [id, { quote }] of market.quotes) {
      for (const flag of selfCheck(quote, history.get(id)?.daily.prices.slice(-RECENT_CLOSES) ?? [])) {
        const key = keyOf(id, flag)
        found.set(key, this.found.get(key) ?? market.fetchedAt)
      }
    }
    this.found = found
  }

  /** ms UTC, or `null` for what is not found. */
  since(id: string, flag: TokenFlag): number | null {
    return this.found.get(keyOf(id, flag)) ?? null
  }
}

function keyOf(id: string, flag: TokenFlag): string {
  return `${id} ${flag}`
}
