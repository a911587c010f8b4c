import type { MarketView, TokenHistory } from '#lib/core/analytics/board/board-input'
import { RECENT_CLOSES } from '#lib/core/analytics/board/token-figures'
import { selfCheck } from '#lib/core/analytics/self-check'
import type { TokenFlag } from '#lib/core/contract/vocabulary'
import type { FindingTimes } from '#lib/server/feed/guard-report'

/** Since when each self-check finding has stood without a break, as far as this process has seen. */
export class FindingLedger {
  /** As of the last look. */
  times: FindingTimes = {}

  /** Looks at every held quote after an accepted answer. */
  update(market: MarketView, history: ReadonlyMap<string, TokenHistory>): void {
    const before = this.times
    const found = [...market.quotes].map(([id, { quote }]) => {
      const flags = selfCheck(quote, history.get(id)?.daily.prices.slice(-RECENT_CLOSES) ?? [])
      const since = (flag: TokenFlag) => before[id]?.[flag] ?? market.fetchedAt
      return [id, Object.fromEntries(flags.map((flag) => [flag, since(flag)]))] as const
    })
    this.times = Object.fromEntries(found.filter(([, flags]) => Object.keys(flags).length > 0))
  }
}
