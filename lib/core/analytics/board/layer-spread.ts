import { isCovered } from '#lib/core/analytics/basket-return'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { basketToken, layerBasket } from '#lib/core/analytics/board/layer-basket'
import { isPublishable } from '#lib/core/analytics/coverage'
import { median } from '#lib/core/analytics/median'
import type { WeightingSpread } from '#lib/core/contract/snapshot'
import type { TokenWindow } from '#lib/core/market/window'

/**
 * A layer's return over one window under each weighting, with the median of its covered tokens beside them.
 * Purpose: how much the choice of weights matters. Unit: fractions. Gaps: every one is `null` below the publishing limit
 * of coverage. Cost: O(n log n) per weighting. Example: two tokens alike in size, +10 % and −10 % → all five 0.
 */
export function layerSpread(tokens: readonly BoardToken[], window: TokenWindow): WeightingSpread {
  const capped = layerBasket(tokens, window, 'capped')
  const returnOf = (weighting: 'cap' | 'sqrt' | 'equal') =>
    layerBasket(tokens, window, weighting).basket?.return ?? null
  const known = tokens
    .map((token) => basketToken(token, window))
    .flatMap((token) => (isCovered(token) ? [token.return] : []))
  return {
    capped: capped.basket?.return ?? null,
    cap: returnOf('cap'),
    sqrt: returnOf('sqrt'),
    equal: returnOf('equal'),
    median: isPublishable(capped.coverage) ? median(known) : null,
  }
}
