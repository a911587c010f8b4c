import { issuanceDrag } from '#lib/core/analytics/issuance-drag'
import { THIN_TURNOVER } from '#lib/core/analytics/self-check'
import { finiteOrNull } from '#lib/core/analytics/statistic'
import type { TokenCheck, TokenDetail } from '#lib/core/contract/token-detail'
import type { Quote } from '#lib/core/market/quote'

/** Turnover of a day; whether the market is thin is what the self-check found, never a second rule. */
export function tokenLiquidity(checks: readonly TokenCheck[]): TokenDetail['liquidity'] {
  const check = checks.find(({ id }) => id === 'thin-volume')
  const isChecked = check !== undefined && check.result !== 'unchecked'
  return {
    turnover: check?.reported ?? null,
    thinBelow: THIN_TURNOVER,
    isThin: isChecked ? check.result === 'failed' : null,
    reason: isChecked ? null : (check?.reason ?? 'no-price'),
  }
}

/** Supply and what it grew by in 24 h: the market-cap change that the price does not explain. */
export function tokenSupply(quote: Quote | null, return24h: number | null): TokenDetail['supply'] {
  if (quote === null) return NO_SUPPLY
  const { marketCap, marketCapChange24h, fullyDilutedValuation, circulatingSupply } = quote
  const isPositive = fullyDilutedValuation !== null && fullyDilutedValuation > 0
  const ratio = marketCap !== null && isPositive ? finiteOrNull(marketCap / fullyDilutedValuation) : null
  const missing = marketCap === null ? 'no-market-cap' : 'no-valuation'
  const { drag, reason } = issuanceDrag([{ id: quote.id, marketCap, marketCapChange24h, return24h }])
  return {
    circulating: circulatingSupply,
    circulatingReason: circulatingSupply === null ? 'no-supply' : null,
    fullyDilutedValuation,
    capToFullyDiluted: ratio,
    capToFullyDilutedReason: ratio === null ? missing : null,
    issuance24h: drag,
    issuanceReason: reason,
  }
}

const NO_SUPPLY = {
  circulating: null,
  circulatingReason: 'no-price',
  fullyDilutedValuation: null,
  capToFullyDiluted: null,
  capToFullyDilutedReason: 'no-price',
  issuance24h: null,
  issuanceReason: 'no-price',
} as const
