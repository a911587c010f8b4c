import { benchmarkSeries } from '#lib/core/analytics/board/benchmark-series'
import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type BoardToken, boardTokens } from '#lib/core/analytics/board/board-token'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { type EntitySeries, entitySeries, knownSteps } from '#lib/core/analytics/board/entity-series'
import { seriesGrid } from '#lib/core/analytics/board/series-grid'
import { usdInput } from '#lib/core/analytics/board/usd-input'
import type { Series } from '#lib/core/contract/series'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import type { SeriesRange } from '#lib/core/market/window'

const BENCHMARK = 'bitcoin'

/**
 * The chart of the four layers, the sector and Bitcoin over one range, all on the same times, in USD like the history it
 * is drawn from; unknown where USD is not refreshed.
 */
export function buildSeries(board: BoardInput, range: SeriesRange): Series {
  const input = usdInput(board) ?? { ...board, market: { ...board.market, quotes: new Map() } }
  const tokens = boardTokens(input)
  const constituents = tokens.filter((token) => token.constituent)
  const grid = seriesGrid(range, tokens, input.market.asOf)
  const entities: [string, readonly BoardToken[]][] = [
    ...input.stack.layers.map((layer): [string, BoardToken[]] => [
      layer.id,
      constituents.filter(({ mapped }) => mapped.project?.memberships.some((one) => one.layer === layer.id)),
    ]),
    [SECTOR, constituents],
  ]
  const drawn = entities.map(([id, members]): [string, EntitySeries] => [
    id,
    entitySeries(members, grid, input),
  ])
  const benchmark = tokens.find((token) => token.mapped.id === BENCHMARK) ?? null
  drawn.push([BENCHMARK, benchmarkSeries(benchmark, grid, input)])
  const kept = knownSteps(
    drawn.map(([, { values }]) => values),
    grid.times.length,
  )
  const keep = <T>(values: readonly T[]) => kept.map((at) => values[at] as T)
  return {
    asOf: new Date(input.market.asOf).toISOString(),
    range,
    weighting: input.weighting,
    scope: input.scope,
    currency: 'usd',
    source: input.status === 'recorded' ? 'recorded' : 'live',
    times: keep(grid.times),
    series: Object.fromEntries(drawn.map(([id, { values }]) => [id, keep(values)])),
    reasons: Object.fromEntries(
      drawn.flatMap(([id, { reason }]): [string, UnknownReason][] => (reason === null ? [] : [[id, reason]])),
    ),
    provisional: [...grid.provisional],
  }
}
