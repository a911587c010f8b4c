import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import { getRuntime } from '#lib/server/runtime'
import { type BoardView, boardView } from '#lib/server/services/board-view'

/** The board for figures that rest on USD history: in USD where that is refreshed, else in the first currency. */
export function usdBoard(weighting: Weighting, scope: Scope, whatif?: string): BoardView {
  const currency = getRuntime().feed.currencies.includes('usd') ? 'usd' : undefined
  return boardView({ currency, weighting, scope, whatif })
}
