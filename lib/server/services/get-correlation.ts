import { correlationAnswer } from '#lib/core/analytics/board/correlation-answer'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'
import { type EntityLists, entityList } from '#lib/server/services/entity-list'
import { remember } from '#lib/server/services/remember'
import { usdBoard } from '#lib/server/services/usd-board'

const ANSWERS = 32

export interface CorrelationRequest extends EntityLists {
  /** Days. */
  window: number
}

/**
 * Pairwise correlations of daily returns, with the days behind each.
 * @throws AppError `bad_request` for an unknown id, `not_ready` before the first data
 */
export async function getCorrelation({ window, ...lists }: CorrelationRequest): Promise<CorrelationAnswer> {
  const { input, key } = usdBoard('capped', 'core')
  const entities = entityList(lists, input)
  return remember('correlation', `${JSON.stringify([lists, window])}|${key}`, ANSWERS, () =>
    correlationAnswer(entities, window, input),
  )
}
