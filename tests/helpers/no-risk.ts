import type { TokenRisk } from '#lib/core/analytics/board/board-input'

/** The risk of a token with too little history for any. */
export const NO_RISK: TokenRisk = {
  headline: { value: null, n: 0, percentile: null, reason: 'too-short' },
  volatility7d: null,
  volatility90d: null,
  volatility7dHourly: null,
}
