import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { type EntitySeries, entitySeries } from '#lib/core/analytics/board/entity-series'
import type { SeriesGrid } from '#lib/core/analytics/board/series-grid'
import { closeAt, startOfDay } from '#lib/core/analytics/daily-closes'
import { DAY_MS } from '#lib/core/market/window'

/**
 * A benchmark on the grid of the layers, rebased to 100. With a price of its own it is a basket of one; without one
 * (the recorded page holds no Bitcoin row) its daily closes are drawn as far as they go, from the close at or before the
 * start, one day old at most.
 */
export function benchmarkSeries(token: BoardToken | null, grid: SeriesGrid, input: BoardInput): EntitySeries {
  const unknown = { values: grid.times.map(() => null), reason: 'no-price' as const }
  if (token === null) return unknown
  if (token.quote !== null) return entitySeries([token], grid, input)
  const daily = token.history?.daily
  const base = daily ? closeAt(daily, startOfDay(grid.times[0] as number)) : null
  if (!daily || base === null) return unknown
  const values = grid.times.map((time, at) => {
    if (at === 0) return 100
    const close = time % DAY_MS === 0 ? closeAt(daily, time) : null
    return close === null ? null : (100 * close) / base
  })
  return { values, reason: null }
}
