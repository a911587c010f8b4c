import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { retryDelay } from '#lib/client/queries/retry-delay'
import { listsOf } from '#lib/client/queries/volatility-query'

export interface CorrelationParams {
  ids: readonly string[]
  layers: readonly string[]
  /** Days. */
  window: number
}

/** Daily figures: asked again every five minutes, and every 15 s while they cannot be had. */
export function correlationQuery({ ids, layers, window }: CorrelationParams) {
  const search = new URLSearchParams({ ...listsOf({ ids, layers }), window: String(window) })
  return queryOptions({
    queryKey: ['correlation', ids.join(), layers.join(), window],
    queryFn: ({ signal }) =>
      getJson(`/api/correlation?${search}`, ({ CorrelationAnswer }) => CorrelationAnswer, signal),
    enabled: ids.length + layers.length > 0,
    staleTime: 60_000,
    refetchInterval: (query) => retryDelay(query, 300_000),
    placeholderData: keepPreviousData,
  })
}
