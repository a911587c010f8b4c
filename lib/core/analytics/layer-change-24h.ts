import { type BasketToken, basketReturn, isCovered } from '#lib/core/analytics/basket-return'
import { coverage } from '#lib/core/analytics/coverage'
import { isValidReturn } from '#lib/core/analytics/is-valid-return'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { mean } from '#lib/core/analytics/mean'
import { median } from '#lib/core/analytics/median'
import { finiteOrNull } from '#lib/core/analytics/statistic'
import type { UnknownReason } from '#lib/core/contract/vocabulary'

export interface DayToken extends BasketToken {
  /** In currency units; mixes price and supply. `null` is unknown. */
  marketCapChange: number | null
}

export interface LayerChange24h {
  /** What a holder of the layer made, at constant supply. The one to show. */
  priceReturn: number | null
  /** Growth in size, new supply included. */
  marketCapChange: number | null
  /** Every token alike: a daily rebalanced basket nobody holds. */
  simpleMean: number | null
  median: number | null
  /** Weighted by today's caps: always too high. A diagnostic, never to be shown as the layer's return. */
  endWeightedMean: number | null
  /** Market cap of the covered over all known, 0…1. */
  coverage: number | null
  /** Why `priceReturn` is unknown. */
  reason: UnknownReason | null
}

/**
 * A layer's change over 24 h from one market answer.
 * Purpose: the price return, next to the figures that are often shown in its place.
 * Formula: price return ΣM / Σ M/(1 + p) − 1, as `basketReturn` with market-cap weights computes it; market-cap change
 * ΣM / Σ(M − d) − 1 over tokens with d known; simple mean and median of p; end-weighted mean ΣM p / ΣM. Unit: fraction.
 * Gaps: tokens without a market cap above 0 or a return above −100 % are left out, `coverage` says how much that is.
 * Cost: O(n log n). Source: Laspeyres; for the end weights' bias see `basketReturn`.
 * Example: 900 unchanged and 20 that doubled → price return 1.1 %, simple mean 50 %, end-weighted 2.2 %.
 */
export function layerChange24h(tokens: readonly DayToken[]): LayerChange24h {
  const covered = tokens.filter(isUsable)
  const returns = covered.map((token) => token.return)
  const basket = basketReturn(covered, 'cap')
  const shares = tokens.map((token) => ({
    marketCap: hasMarketCap(token) ? token.marketCap : null,
    covered: isUsable(token),
  }))
  return {
    priceReturn: basket === null ? null : finiteOrNull(basket.return),
    marketCapChange: marketCapChange(tokens),
    simpleMean: mean(returns),
    median: median(returns),
    endWeightedMean: endWeightedMean(covered),
    coverage: finiteOrNull(coverage(shares) ?? Number.NaN),
    reason: basket === null ? unknownReason(tokens) : null,
  }
}

type UsableToken = DayToken & { marketCap: number; return: number }

function hasMarketCap(token: DayToken): token is DayToken & { marketCap: number } {
  return isValidPrice(token.marketCap)
}

function isUsable(token: DayToken): token is UsableToken {
  return hasMarketCap(token) && isCovered(token) && isValidReturn(token.return)
}

function marketCapChange(tokens: readonly DayToken[]): number | null {
  let now = 0
  let before = 0
  for (const token of tokens) {
    const { marketCapChange: change } = token
    if (!hasMarketCap(token) || change === null || !Number.isFinite(change)) continue
    now += token.marketCap
    before += token.marketCap - change
  }
  return before > 0 ? finiteOrNull(now / before - 1) : null
}

function endWeightedMean(covered: readonly UsableToken[]): number | null {
  let total = 0
  let weighted = 0
  for (const token of covered) {
    total += token.marketCap
    weighted += token.marketCap * token.return
  }
  return finiteOrNull(weighted / total)
}

function unknownReason(tokens: readonly DayToken[]): UnknownReason {
  if (tokens.length === 0) return 'too-few-constituents'
  return tokens.some(hasMarketCap) ? 'no-return' : 'no-market-cap'
}
