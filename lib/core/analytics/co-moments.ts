import { mean } from '#lib/core/analytics/mean'

/** Means and centred sums of squares and products of two equally long samples. */
export interface CoMoments {
  meanX: number
  meanY: number
  sumXX: number
  sumYY: number
  sumXY: number
}

/**
 * Second moments of two equally long samples of at least one value around their means, the common part of correlation, regression and covariance.
 * Formula: Σ(x − x̄)², Σ(y − ȳ)², Σ(x − x̄)(y − ȳ) in two passes; E[xy] − E[x]E[y] would cancel.
 * Unit: that of x², y², xy. Cost: O(n). Source: Chan, Golub & LeVeque, Am. Stat. 37(3) 1983.
 * Example: x = [1, 2, 3], y = [2, 4, 6] → 2, 8, 4.
 */
export function coMoments(x: readonly number[], y: readonly number[]): CoMoments {
  const meanX = mean(x) as number
  const meanY = mean(y) as number
  let sumXX = 0
  let sumYY = 0
  let sumXY = 0
  for (let at = 0; at < x.length; at += 1) {
    const dx = (x[at] as number) - meanX
    const dy = (y[at] as number) - meanY
    sumXX += dx * dx
    sumYY += dy * dy
    sumXY += dx * dy
  }
  return { meanX, meanY, sumXX, sumYY, sumXY }
}
