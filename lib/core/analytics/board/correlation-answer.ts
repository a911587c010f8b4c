import type { BoardInput } from '#lib/core/analytics/board/board-input'
import { type Entity, lastSlots } from '#lib/core/analytics/board/entity-closes'
import { correlationInterval } from '#lib/core/analytics/correlation-interval'
import { correlationMatrix } from '#lib/core/analytics/correlation-matrix'
import { startOfDay } from '#lib/core/analytics/daily-closes'
import { similarityOrder } from '#lib/core/analytics/similarity-order'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import type { CorrelationAnswer } from '#lib/core/contract/correlation'

/** Joint daily returns a cell needs. */
const MINIMUM_OVERLAP = 60

/** Pairwise correlations of daily simple returns over the last `window` days, every series sampled at 00:00 UTC. */
export function correlationAnswer(
  entities: readonly Entity[],
  window: number,
  { market, now }: BoardInput,
): CorrelationAnswer {
  const lastDay = startOfDay(now)
  const series = entities.map((entity): [string, (number | null)[]] => [
    entity.id,
    simpleReturns(lastSlots(entity, lastDay, window)),
  ])
  const { ids, matrix, n } = correlationMatrix(series, { mode: 'pairwise', minOverlap: MINIMUM_OVERLAP })
  const intervals = matrix.map((cells, row) =>
    cells.map((cell, column) => {
      const joint = n[row]?.[column]
      return row === column || joint === undefined ? null : correlationInterval(cell, joint)
    }),
  )
  return {
    asOf: new Date(market.asOf).toISOString(),
    window,
    ids: [...ids],
    matrix: matrix.map((row) => [...row]),
    n: n.map((row) => [...row]),
    low: intervals.map((row) => row.map((interval) => interval?.lower ?? null)),
    high: intervals.map((row) => row.map((interval) => interval?.upper ?? null)),
    needed: MINIMUM_OVERLAP,
    order: similarityOrder(matrix),
  }
}
