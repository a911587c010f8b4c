import { buildSeries } from '#lib/core/analytics/board/build-series'
import type { Series } from '#lib/core/contract/series'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { SeriesRange } from '#lib/core/market/window'
import { usdBoard } from '#lib/server/services/usd-board'

const SERIES = 24

export interface SeriesRequest {
  range: SeriesRange
  weighting: Weighting
  scope: Scope
  whatif?: string | undefined
}

/**
 * Layers, sector and Bitcoin rebased over a range; from USD data where USD is refreshed.
 * @throws AppError `bad_request` for a what-if that cannot be made, `not_ready` before the first data.
 */
export async function getSeries({ range, weighting, scope, whatif }: SeriesRequest): Promise<Series> {
  const { input, key, remember } = usdBoard(weighting, scope, whatif)
  return remember('series', `${range}|${key}`, SERIES, () => buildSeries(input, range))
}
