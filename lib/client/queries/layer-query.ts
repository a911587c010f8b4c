import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { retryDelay } from '#lib/client/queries/retry-delay'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { SeriesRange } from '#lib/core/market/window'

export interface LayerParams {
  layerId: string
  range: SeriesRange
  weighting: Weighting
  scope: Scope
}

/** One layer in depth. Asked again when the snapshot moves on, and every 15 s while it cannot be had. */
export function layerQuery({ layerId, range, weighting, scope }: LayerParams) {
  const search = new URLSearchParams({ range, weighting, scope })
  return queryOptions({
    queryKey: ['layer', layerId, range, weighting, scope],
    queryFn: ({ signal }) =>
      getJson(
        `/api/layers/${encodeURIComponent(layerId)}?${search}`,
        ({ LayerDetail }) => LayerDetail,
        signal,
      ),
    staleTime: 60_000,
    refetchInterval: retryDelay,
    placeholderData: keepPreviousData,
  })
}
