import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { retryDelay } from '#lib/client/queries/retry-delay'
import type { VolatilityEstimator, VolatilityRange } from '#lib/core/contract/vocabulary'

export interface VolatilityParams {
  ids: readonly string[]
  layers: readonly string[]
  /** Days. */
  window: number
  range: VolatilityRange
  estimator: VolatilityEstimator
}

/** Daily figures: asked again every five minutes, and every 15 s while they cannot be had. */
export function volatilityQuery({ ids, layers, window, range, estimator }: VolatilityParams) {
  const search = new URLSearchParams({
    ...listsOf({ ids, layers }),
    window: String(window),
    range,
    estimator,
  })
  return queryOptions({
    queryKey: ['volatility', ids.join(), layers.join(), window, range, estimator],
    queryFn: ({ signal }) =>
      getJson(`/api/volatility?${search}`, ({ VolatilityAnswer }) => VolatilityAnswer, signal),
    enabled: ids.length + layers.length > 0,
    staleTime: 60_000,
    refetchInterval: (query) => retryDelay(query, 300_000),
    placeholderData: keepPreviousData,
  })
}

/** The two lists as a query string has them: an empty one is left out. */
export function listsOf({ ids, layers }: Pick<VolatilityParams, 'ids' | 'layers'>): Record<string, string> {
  return {
    ...(ids.length > 0 ? { ids: ids.join() } : {}),
    ...(layers.length > 0 ? { layers: layers.join() } : {}),
  }
}
