import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { retryDelay } from '#lib/client/queries/retry-delay'
import type { SeriesRange } from '#lib/core/market/window'

export interface TokenParams {
  id: string
  range: SeriesRange
  /** `null`: the server's own. */
  currency: string | null
}

/** Address of the same answer for people and scripts. */
export function tokenPath({ id, range, currency }: TokenParams): string {
  const search = new URLSearchParams({ range, ...(currency === null ? {} : { currency }) })
  return `/api/tokens/${encodeURIComponent(id)}?${search}`
}

/** One token in depth. Asked again when the snapshot moves on, and every 15 s while it cannot be had. */
export function tokenQuery(params: TokenParams) {
  return queryOptions({
    queryKey: ['token', params.id, params.range, params.currency],
    queryFn: ({ signal }) => getJson(tokenPath(params), ({ TokenDetail }) => TokenDetail, signal),
    staleTime: 60_000,
    refetchInterval: retryDelay,
    // Another range of the same token stays while the next is on its way; another token never stands in.
    placeholderData: (before) => (before?.token.id === params.id ? before : undefined),
  })
}
