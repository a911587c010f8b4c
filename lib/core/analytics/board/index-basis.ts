import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { constituentIds } from '#lib/core/analytics/board/constituents'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { MINIMUM_CLOSES } from '#lib/core/analytics/index-eligibility'
import { MINIMUM_CONSTITUENTS } from '#lib/core/analytics/layer-index'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import type { IndexBasis } from '#lib/core/contract/layer-detail'
import { DAY_MS } from '#lib/core/market/window'

/** What a layer's index stands on, or what it still lacks before it can start. */
export function indexBasis(layer: string, input: BoardInput): IndexBasis {
  const index = input.indices.get(layer)
  const closes = constituentIds(input.stack, layer, input.scope, input.now)
    .map((id) => (input.history.get(id)?.daily.prices ?? []).filter(isValidPrice).length)
    .filter((count) => count > 0)
    .sort((a, b) => b - a)
  // The index starts with the third token that is ready; that one's history is what has to be waited for.
  const slowest = closes[MINIMUM_CONSTITUENTS - 1] ?? null
  const missing = slowest === null ? null : MINIMUM_CLOSES - slowest
  const hasLevels = index !== undefined && index.reason === null
  return {
    reason: index === undefined ? 'history-filling' : index.reason,
    firstDay: hasLevels ? index.firstDay : null,
    tokens: closes.length,
    tokensNeeded: MINIMUM_CONSTITUENTS,
    closes: slowest,
    closesNeeded: MINIMUM_CLOSES,
    enoughOn: hasLevels || missing === null || missing <= 0 ? null : startOfDay(input.now) + missing * DAY_MS,
  }
}
