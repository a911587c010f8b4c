import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { retryDelay } from '#lib/client/queries/retry-delay'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'
import type { SeriesRange } from '#lib/core/market/window'

export interface SeriesParams {
  range: SeriesRange
  weighting: Weighting
  scope: Scope
}

/** Asked again when the snapshot moves on, and every 15 s while it cannot be had. */
export function seriesQuery({ range, weighting, scope }: SeriesParams) {
  const search = new URLSearchParams({ range, weighting, scope })
  return queryOptions({
    queryKey: ['series', range, weighting, scope],
    queryFn: ({ signal }) => getJson(`/api/series?${search}`, ({ Series }) => Series, signal),
    staleTime: 60_000,
    refetchInterval: retryDelay,
    placeholderData: keepPreviousData,
  })
}
