import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import useSWRSubscription from 'swr/subscription'
import { type Connection, connection as shared } from '#lib/client/stream/connection'
import { type MarketStream, startMarketStream } from '#lib/client/stream/start-market-stream'

/** Pages whose stream breaks off together ask together no more than over this long. */
const SPREAD_MS = 1_000

/** The one live stream of this browser. What it brings goes into the query cache; how it is, to whoever wants to know. */
export function useMarketStream(): void {
  const queryClient = useQueryClient()
  const { data } = useSWRSubscription<MarketStream, Error, string>('market-stream', (_, { next }) =>
    startMarketStream(queryClient, (stream) => next(null, stream)),
  )
  const state: Connection = data?.connection ?? 'starting'
  useEffect(() => {
    shared.write(state)
    if (state !== 'polling') return
    // The clock that asks starts with the next answer, so there must be one.
    const timer = setTimeout(
      () =>
        void queryClient.refetchQueries({ queryKey: ['snapshot'], type: 'active' }, { cancelRefetch: false }),
      SPREAD_MS * Math.random(),
    )
    return () => clearTimeout(timer)
  }, [state, queryClient])
}
