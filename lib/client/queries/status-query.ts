import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { readerChance } from '#lib/client/queries/reader-chance'
import { refreshDelay } from '#lib/client/queries/refresh-delay'
import { serverNow } from '#lib/client/queries/server-clock'

/** What the board knows about itself. Asked again just after the next refresh, and about every half minute. */
export function statusQuery() {
  return queryOptions({
    queryKey: ['status'],
    queryFn: ({ signal }) => getJson('/api/status', ({ Status }) => Status, signal),
    staleTime: 5_000,
    refetchInterval: (query) =>
      refreshDelay(query.state.data?.nextRefreshAt ?? null, serverNow(), readerChance),
  })
}
