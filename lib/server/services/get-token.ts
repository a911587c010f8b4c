import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { tokenDetail, tokenStatistics } from '#lib/core/analytics/board/token-detail'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import type { SeriesRange } from '#lib/core/market/window'
import { getRuntime } from '#lib/server/runtime'
import { type BoardQuery, boardView } from '#lib/server/services/board-view'
import { requireToken } from '#lib/server/services/entity-list'
import { remember } from '#lib/server/services/remember'
import { usdBoard } from '#lib/server/services/usd-board'

const ANSWERS = 64
/** As many as the other services keep of snapshots, whose memory this shares. */
const SNAPSHOTS = 24

export interface TokenRequest extends BoardQuery {
  id: string
  range: SeriesRange
}

/**
 * One token in depth; the same object as long as nothing in it changed.
 * @throws AppError `not_found` for an id that is not mapped, `bad_request` for a currency that is not configured,
 * `not_ready` before the first data
 */
export async function getToken({ id, range, ...query }: TokenRequest): Promise<TokenDetail> {
  const view = boardView(query)
  requireToken(id, view.input)
  const usd = usdBoard(query.weighting, query.scope)
  const snapshot = remember('snapshot', view.key, SNAPSHOTS, () => buildSnapshot(view.input))
  const row = snapshot.tokens.find((token) => token.id === id)
  if (row === undefined) throw new Error(`${id} is mapped but has no row`)
  const statistics = remember('token-statistics', `${id}|${usd.indexKey}`, ANSWERS, () =>
    tokenStatistics(id, row.layer, usd.input),
  )
  const { feed } = getRuntime()
  const dailyPoints = () => feed.historyPoints(id, 'daily')
  return remember('token', `${id}|${range}|${view.key}|${usd.key}`, ANSWERS, () =>
    tokenDetail({ row, range, statistics, usd: usd.input, dailyPoints }, view.input),
  )
}
