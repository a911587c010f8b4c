import type { Entity } from '#lib/core/analytics/board/entity-closes'
import { currentVolatility, neededReturns } from '#lib/core/analytics/board/volatility-estimate'
import { logReturns } from '#lib/core/analytics/log-returns'
import { VOLATILITY_WINDOWS, type VolatilityEstimator } from '#lib/core/contract/vocabulary'
import type { VolatilityWindowOffer } from '#lib/core/contract/volatility'

/** Which windows the entities' history can fill; empty for an estimator that has none. */
export function volatilityWindows(
  entities: readonly Entity[],
  estimator: VolatilityEstimator,
): VolatilityWindowOffer[] {
  if (estimator === 'ewma') return []
  return VOLATILITY_WINDOWS.map((window) => {
    const figures = entities.map((entity) => currentVolatility(entity, window, estimator))
    const fullest = figures.toSorted((a, b) => b.n - a.n)[0]
    const filled = figures.filter(({ value }) => value !== null).length
    return {
      window,
      needed: neededReturns(window, estimator),
      filled,
      longest: Math.max(0, ...figures.map(({ n }) => n)),
      reason: filled > 0 ? null : (fullest?.reason ?? 'too-short'),
    }
  })
}

/**
 * Complete days still to come until the window has its 80 %, if none of them is missing; 0 when it has. Old gaps leave
 * the window as it moves on. `null` where days are not what is missing: no series at all, or no daily estimator.
 */
export function daysToEnough(
  { closes }: Entity,
  window: number,
  estimator: VolatilityEstimator,
): number | null {
  const needed = neededReturns(window, estimator)
  if (needed === null || closes.length === 0 || estimator === 'hourly') return null
  const isKnown = logReturns(closes).map((value) => value !== null)
  const knownAmong = (newest: number) =>
    newest <= 0 ? 0 : isKnown.slice(-newest).filter((known) => known).length
  if (estimator === 'ewma') return Math.max(0, needed - knownAmong(isKnown.length))
  let days = 0
  while (days + knownAmong(window - days) < needed) days += 1
  return days
}
