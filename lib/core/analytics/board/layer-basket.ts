import { type Basket, type BasketToken, basketReturn, isCovered } from '#lib/core/analytics/basket-return'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { coverage, isPublishable } from '#lib/core/analytics/coverage'
import type { Weighting } from '#lib/core/contract/vocabulary'
import type { TokenWindow } from '#lib/core/market/window'

/** A layer's basket over one window: `basket` is `null` where coverage is below the publishing limit. */
export interface LayerBasket {
  basket: Basket | null
  /** Covered share of the expected market cap, 0…1; `null` when no cap is known. */
  coverage: number | null
}

/** A token as a basket sees it: absent ids keep their last cap in the denominator of coverage, but take no part. */
export function basketToken(token: BoardToken, window: TokenWindow): BasketToken {
  const takesPart = !token.absent && token.state !== 'quarantined' && token.quote?.price !== null
  return {
    id: token.mapped.id,
    marketCap: token.quote?.marketCap ?? null,
    return: takesPart ? token.returns[window] : null,
  }
}

/** What a layer made over one window, as far as enough of it is known; an absent token lowers the coverage. */
export function layerBasket(
  tokens: readonly BoardToken[],
  window: TokenWindow,
  weighting: Weighting,
): LayerBasket {
  const candidates = tokens.map((token) => basketToken(token, window))
  const share = coverage(
    candidates.map((token) => ({ marketCap: token.marketCap, covered: isCovered(token) })),
  )
  return { basket: isPublishable(share) ? basketReturn(candidates, weighting) : null, coverage: share }
}
