import { requireFinite, requirePositive, requireWhole } from '#lib/core/analytics/argument-checks'
import { finiteOrNull } from '#lib/core/analytics/statistic'

/**
 * Standard error of an annualised Sharpe ratio.
 * Purpose: two Sharpe ratios closer than this are the same; over one year of daily returns it is about 1.
 * Formula: sqrt( (1 + ½ SR²) / n ) × sqrt(periods per year), SR the ratio per period. Returns that are independent and
 * of one law; fat tails and drift widen it further. Unit: that of the ratio. `null` for an unknown ratio.
 * Cost: O(1). Source: Lo, The Statistics of Sharpe Ratios, Financial Analysts Journal 58 (2002), eq. 9.
 * Example: ratio 1 a year over 365 days → sqrt(1 + 1/730) = 1.0007.
 * @throws RangeError for n below 2, a ratio that is not finite or periods per year that are not above 0
 */
export function sharpeStandardError(ratio: number | null, n: number, periodsPerYear: number): number | null {
  requireWhole('sharpeStandardError', 'n', n, 2)
  requirePositive('sharpeStandardError', 'periodsPerYear', periodsPerYear)
  if (ratio === null) return null
  requireFinite('sharpeStandardError', 'ratio', ratio)
  return finiteOrNull(Math.sqrt((periodsPerYear + ratio ** 2 / 2) / n))
}
