import type { BasketShare } from '#lib/core/analytics/basket-return'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type BoardToken, weekShape } from '#lib/core/analytics/board/board-token'
import { layerBasket } from '#lib/core/analytics/board/layer-basket'
import { selfCheck } from '#lib/core/analytics/self-check'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import type { Quote } from '#lib/core/market/quote'
import { primaryMembership } from '#lib/core/stack/memberships'

/** Daily closes the flat-price check looks at. */
export const RECENT_CLOSES = 30

/** The published row of one token. `share` is its part in its primary layer's 24 h basket, if it has one. */
export function tokenFigures(token: BoardToken, share: BasketShare | null, input: BoardInput): TokenFigures {
  const { mapped, quote, history } = token
  return {
    id: mapped.id,
    symbol: (quote?.symbol ?? mapped.symbol).toUpperCase(),
    name: mapped.name,
    ...placement(token),
    listing: mapped.listing,
    note: mapped.project?.note ?? null,
    ...quoteFigures(quote, input.now),
    returns: token.returns,
    returnsSource: token.returnsSource,
    ...riskFigures(token),
    sparkline7d: weekShape(token, input),
    layerWeight: share?.weight ?? null,
    layerContribution24h: share?.contribution ?? null,
    state: token.state,
    flags: quote ? selfCheck(quote, history?.daily.prices.slice(-RECENT_CLOSES) ?? []) : [],
  }
}

const NOTHING_KNOWN = {
  rank: null,
  price: null,
  marketCap: null,
  fullyDilutedValuation: null,
  volume24h: null,
  circulatingSupply: null,
  high24h: null,
  low24h: null,
  ath: null,
  athDate: null,
  lastUpdated: null,
  ageSeconds: null,
} as const

function quoteFigures(quote: Quote | null, now: number) {
  if (quote === null) return NOTHING_KNOWN
  const { rank, price, marketCap, fullyDilutedValuation, volume24h, circulatingSupply } = quote
  const { high24h, low24h, ath, athDate, lastUpdated } = quote
  return {
    rank,
    price,
    marketCap,
    fullyDilutedValuation,
    volume24h,
    circulatingSupply,
    high24h,
    low24h,
    ath,
    athDate,
    lastUpdated: new Date(lastUpdated).toISOString(),
    ageSeconds: Math.max(0, Math.floor((now - lastUpdated) / 1000)),
  }
}

/** A row without a quote has no risk figures either, whatever history is left of it. */
function riskFigures({ quote, history }: BoardToken) {
  if (quote === null || history === null) {
    return {
      volatility: { '7d': null, '30d': null, '90d': null, '7dHourly': null },
      volatilityPercentile: null,
      volatilityN: 0,
      volatilityReason: quote === null ? ('no-price' as const) : ('history-filling' as const),
    }
  }
  const { headline, volatility7d, volatility90d, volatility7dHourly } = history.risk
  return {
    volatility: {
      '7d': volatility7d,
      '30d': headline.value,
      '90d': volatility90d,
      '7dHourly': volatility7dHourly,
    },
    volatilityPercentile: headline.percentile,
    volatilityN: headline.n,
    volatilityReason: headline.reason,
  }
}

function placement({ mapped: { project, listing } }: BoardToken) {
  const scope = project?.scope ?? 'adjacent'
  if (project === null || listing === 'benchmark') return { layer: null, category: null, alsoIn: [], scope }
  const primary = primaryMembership(project)
  const alsoIn = project.memberships
    .filter((membership) => membership !== primary)
    .map(({ layer, category }) => ({ layer, category }))
  return { layer: primary.layer, category: primary.category, alsoIn, scope }
}

/** Each token's part in the 24 h basket of its primary layer, by token id. */
export function primaryShares(
  tokensByLayer: ReadonlyMap<string, readonly BoardToken[]>,
  input: BoardInput,
): Map<string, BasketShare> {
  const shares = new Map<string, BasketShare>()
  for (const [layer, tokens] of tokensByLayer) {
    const { basket } = layerBasket(tokens, '24h', input.weighting)
    for (const token of tokens) {
      const share = basket?.shares.find((one) => one.id === token.mapped.id)
      if (share && token.mapped.project && primaryMembership(token.mapped.project).layer === layer) {
        shares.set(token.mapped.id, share)
      }
    }
  }
  return shares
}
