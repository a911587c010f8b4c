import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { isConstant } from '#lib/core/analytics/is-constant'
import { mean } from '#lib/core/analytics/mean'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { sharpeStandardError } from '#lib/core/analytics/sharpe-standard-error'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { finiteOrNull, knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

/** One point of a risk–return chart; daily simple returns, nothing risk-free subtracted. */
export interface RiskReturn {
  /** Mean daily return × 365, a fraction per year; not compounded. */
  meanReturn: number | null
  /** Sample deviation of daily returns × sqrt(365), a fraction per √year. */
  deviation: number | null
  /** `meanReturn / deviation`, to the last bit. */
  sharpe: number | null
  sharpeStandardError: number | null
  /** Returns used. */
  n: number
  /** Why the point, or else only its Sharpe ratio (`constant`), is unknown. */
  reason: StatisticReason | null
}

/**
 * Reward and risk of the newest `window` daily returns.
 * Purpose: a point of the risk–return chart whose slope from the origin is its Sharpe ratio.
 * Formula: x = s × sqrt(365), y = r̄ × 365, Sharpe = y / x at a risk-free rate of 0; r simple, s with n − 1. Simple and
 * not log returns: a log mean of a token is lower by half its variance, so the two must not be mixed.
 * Gaps: a return that touches a missing close does not count; below 80 % of the window all is `null` with `too-short` or
 * `gap`, as for the volatility. Cost: O(window). Source: Sharpe, Journal of Portfolio Management 21 (1994).
 * Example: closes that rise by 1 % and 3 % → mean 0.02 × 365, deviation 0.01414 × 19.1.
 */
export function riskReturn(closes: readonly (number | null)[], window: number): RiskReturn {
  const slots = closes.slice(-(window + 1))
  const returns = knownValues(simpleReturns(slots))
  const n = returns.length
  if (n < minimumReturns(window)) {
    return unknown(n, slots.length < window + 1 || slots[0] === null ? 'too-short' : 'gap')
  }
  const average = mean(returns)
  const spread = sampleStandardDeviation(returns)
  if (average === null || spread === null) return unknown(n, 'out-of-range')
  const meanReturn = finiteOrNull(average * DAYS_PER_YEAR)
  const deviation = finiteOrNull(spread * Math.sqrt(DAYS_PER_YEAR))
  if (meanReturn === null || deviation === null) return unknown(n, 'out-of-range')
  if (isConstant(returns, 1)) {
    return { meanReturn, deviation, sharpe: null, sharpeStandardError: null, n, reason: 'constant' }
  }
  const sharpe = finiteOrNull(meanReturn / deviation)
  return {
    meanReturn,
    deviation,
    sharpe,
    sharpeStandardError: sharpeStandardError(sharpe, n, DAYS_PER_YEAR),
    n,
    reason: sharpe === null ? 'out-of-range' : null,
  }
}

function unknown(n: number, reason: StatisticReason): RiskReturn {
  return { meanReturn: null, deviation: null, sharpe: null, sharpeStandardError: null, n, reason }
}
