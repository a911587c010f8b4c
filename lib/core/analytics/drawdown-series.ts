import { isValidPrice } from '#lib/core/analytics/log-returns'

/**
 * How far each price is below the highest one so far.
 * Formula: P_t / max_{s ≤ t} P_s − 1; the first price is its own high. Unit: fraction, 0…−1.
 * Gaps: `null` where the price is missing; it neither sets nor resets the high.
 * Cost: O(n). Its minimum is `maximumDrawdown`. Source: Bacon, Practical Portfolio Performance Measurement, ch. 4.
 * Example: [10, 8, null, 12, 9] → [0, −0.2, null, 0, −0.25].
 */
export function drawdownSeries(prices: readonly (number | null)[]): (number | null)[] {
  let high = 0
  return prices.map((price) => {
    if (!isValidPrice(price)) return null
    high = Math.max(high, price)
    return price / high - 1
  })
}
