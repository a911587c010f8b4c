import { queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { refreshDelay } from '#lib/client/queries/refresh-delay'
import { serverNow } from '#lib/client/queries/server-clock'

/** What the board knows about itself. Asked again just after the next refresh, every 15 s at least. */
export function statusQuery() {
  return queryOptions({
    queryKey: ['status'],
    queryFn: ({ signal }) => getJson('/api/status', ({ Status }) => Status, signal),
    staleTime: 5_000,
    refetchInterval: (query) => refreshDelay(query.state.data?.nextRefreshAt ?? null, serverNow()),
  })
}
