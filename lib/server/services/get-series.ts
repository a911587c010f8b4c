import { buildSeries } from '#lib/core/analytics/board/build-series'
import type { Series } from '#lib/core/contract/series'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { SeriesRange } from '#lib/core/market/window'
import { remember } from '#lib/server/services/remember'
import { usdBoard } from '#lib/server/services/usd-board'

const SERIES = 24

export interface SeriesRequest {
  range: SeriesRange
  weighting: Weighting
  scope: Scope
}

/**
 * Layers, sector and Bitcoin rebased over a range; from USD data where USD is refreshed.
 * @throws AppError `not_ready` before the first data.
 */
export async function getSeries({ range, weighting, scope }: SeriesRequest): Promise<Series> {
  const { input, key } = usdBoard(weighting, scope)
  return remember('series', `${range}|${key}`, SERIES, () => buildSeries(input, range))
}
