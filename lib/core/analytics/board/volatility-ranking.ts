import { indistinguishableRuns } from '#lib/core/analytics/indistinguishable-runs'
import type { VolatilityEntity, VolatilityRanking } from '#lib/core/contract/volatility'

type Ranked = Pick<VolatilityEntity, 'current' | 'low' | 'high'>

/** Entities with a value, highest first, equal ones as given; and the runs of them whose bands all overlap. */
export function volatilityRanking(entities: readonly Ranked[]): VolatilityRanking {
  const ranked = entities
    .flatMap(({ current, low, high }, place) => (current === null ? [] : [{ place, current, low, high }]))
    .toSorted((a, b) => b.current - a.current)
  const bands = ranked.map(({ current, low, high }) => ({ low: low ?? current, high: high ?? current }))
  return { order: ranked.map(({ place }) => place), indistinguishable: indistinguishableRuns(bands) }
}
