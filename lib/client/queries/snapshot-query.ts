import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getJson } from '#lib/client/queries/api-client'
import { readerChance } from '#lib/client/queries/reader-chance'
import { refreshDelay } from '#lib/client/queries/refresh-delay'
import { retryDelay } from '#lib/client/queries/retry-delay'
import { serverNow } from '#lib/client/queries/server-clock'
import { isPolling } from '#lib/client/stream/connection'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'

/** What a snapshot depends on; `currency` null is the server's own. */
export interface SnapshotParams {
  currency: string | null
  weighting: Weighting
  scope: Scope
  /** Moves of a what-if in their canonical form; none or empty: the mapping as shipped. */
  whatif?: string
}

/** The query string the snapshot and its CSV twins share. */
export function snapshotSearch({ currency, weighting, scope, whatif = '' }: SnapshotParams): URLSearchParams {
  const search = new URLSearchParams({ weighting, scope })
  if (currency !== null) search.set('currency', currency)
  if (whatif !== '') search.set('whatif', whatif)
  return search
}

/**
 * The board. The live stream writes it; without one it is asked for again when the server expects its next refresh.
 * The last one stays while another is on its way.
 */
export function snapshotQuery(params: SnapshotParams) {
  return queryOptions({
    queryKey: ['snapshot', params.currency, params.weighting, params.scope, params.whatif ?? ''],
    queryFn: ({ signal }) =>
      getJson(`/api/snapshot?${snapshotSearch(params)}`, ({ Snapshot }) => Snapshot, signal),
    staleTime: 5_000,
    refetchInterval: (query) =>
      isPolling()
        ? refreshDelay(query.state.data?.nextRefreshAt ?? null, serverNow(), readerChance)
        : retryDelay(query),
    refetchOnReconnect: 'always',
    placeholderData: keepPreviousData,
  })
}
