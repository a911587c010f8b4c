import type { BoardInput } from '#lib/core/analytics/board/board-input'
import type { BoardToken } from '#lib/core/analytics/board/board-token'
import { coverage, isPublishable } from '#lib/core/analytics/coverage'
import type { VolatilityFigure } from '#lib/core/contract/snapshot'

export interface LayerVolatility {
  volatility30d: VolatilityFigure
  /** Share of the expected market cap that the index holds, 0…1. */
  volatilityCoverage: number | null
}

/**
 * A layer's 30-day index volatility with the share of its market cap that the index holds; unknown where that is below
 * the publishing limit: while history fills, the first few tokens must not speak for the layer.
 */
export function layerVolatility(
  entity: string,
  tokens: readonly BoardToken[],
  { indices, indexVolatility }: BoardInput,
): LayerVolatility {
  const index = indices.get(entity)
  const figure = indexVolatility.get(entity)
  if (!index || !figure) {
    return {
      volatility30d: { value: null, n: 0, percentile: null, reason: 'history-filling' },
      volatilityCoverage: null,
    }
  }
  const share = coverage(
    tokens.map(({ mapped, quote }) => {
      const weight = index.weights.get(mapped.id)?.at(-1)
      return { marketCap: quote?.marketCap ?? null, covered: weight !== undefined && weight > 0 }
    }),
  )
  if (figure.value === null || isPublishable(share))
    return { volatility30d: figure, volatilityCoverage: share }
  const unknown = { value: null, n: figure.n, percentile: null, reason: 'low-coverage' as const }
  return { volatility30d: unknown, volatilityCoverage: share }
}
