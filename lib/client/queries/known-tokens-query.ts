import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { snapshotQuery } from '#lib/client/queries/snapshot-query'
import type { Snapshot } from '#lib/core/contract/snapshot'

const ANY_BOARD = { currency: null, weighting: 'capped', scope: 'core' } as const

/** Any board will do for names and layers: the one on screen, else the default one from the server. */
export function knownTokensQuery(queryClient: QueryClient) {
  return queryOptions({
    queryKey: ['known-tokens'],
    queryFn: async (): Promise<Pick<Snapshot, 'tokens' | 'layers' | 'currencies'>> => {
      const cached = queryClient.getQueriesData<Snapshot>({ queryKey: ['snapshot'] })
      const shown = cached.map(([, snapshot]) => snapshot).find((snapshot) => snapshot !== undefined)
      return shown ?? (await queryClient.fetchQuery(snapshotQuery(ANY_BOARD)))
    },
    staleTime: 60_000,
  })
}
