import { tokenPoints } from '#lib/core/analytics/board/token-points'
import type { TokenHistoryAnswer } from '#lib/core/contract/token-history'
import type { HistoryRange } from '#lib/core/contract/vocabulary'
import { getRuntime } from '#lib/server/runtime'
import { requireToken } from '#lib/server/services/entity-list'
import { remember } from '#lib/server/services/remember'
import { usdBoard } from '#lib/server/services/usd-board'

const ANSWERS = 64

export interface TokenHistoryRequest {
  id: string
  range: HistoryRange
}

/**
 * A token's stored USD history.
 * @throws AppError `not_found` for an id that is not mapped, `not_ready` before the first data
 */
export async function getTokenHistory({ id, range }: TokenHistoryRequest): Promise<TokenHistoryAnswer> {
  const { input, key } = usdBoard('capped', 'core')
  requireToken(id, input)
  const { feed } = getRuntime()
  return remember('token-history', `${id}|${range}|${key}`, ANSWERS, () =>
    tokenPoints({ id, range, pointsOf: (kind) => feed.historyPoints(id, kind) }, input),
  )
}
