import { volatilityEntity } from '#lib/core/analytics/board/volatility-entity'
import { volatilityRanking } from '#lib/core/analytics/board/volatility-ranking'
import { volatilityWindows } from '#lib/core/analytics/board/volatility-windows'
import type { VolatilityEstimator, VolatilityRange } from '#lib/core/contract/vocabulary'
import type { VolatilityAnswer } from '#lib/core/contract/volatility'
import { type EntityLists, entityList } from '#lib/server/services/entity-list'
import { remember } from '#lib/server/services/remember'
import { usdBoard } from '#lib/server/services/usd-board'

const DAYS: Readonly<Record<VolatilityRange, number>> = { '90d': 90, '1y': 365 }
const ANSWERS = 64

export interface VolatilityRequest extends EntityLists {
  /** Days. */
  window: number
  range: VolatilityRange
  estimator: VolatilityEstimator
}

/**
 * Rolling volatility, band, standing, cone, reward and ranking of tokens, layers and benchmarks.
 * @throws AppError `bad_request` for an unknown id, `not_ready` before the first data
 */
export async function getVolatility({
  window,
  range,
  estimator,
  ...lists
}: VolatilityRequest): Promise<VolatilityAnswer> {
  const { input, key } = usdBoard('capped', 'core')
  const entities = entityList(lists, input)
  const view = { window, estimator, days: DAYS[range] }
  return remember('volatility', `${JSON.stringify([lists, view])}|${key}`, ANSWERS, () => {
    const figures = entities.map((entity) => volatilityEntity(entity, view))
    return {
      asOf: new Date(input.market.asOf).toISOString(),
      window,
      estimator,
      entities: figures,
      ranking: volatilityRanking(figures),
      windows: volatilityWindows(entities, estimator),
    }
  })
}
