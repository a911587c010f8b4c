import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ApiError } from '#lib/client/queries/api-client'
import { type SnapshotParams, snapshotQuery } from '#lib/client/queries/snapshot-query'
import { isPolling } from '#lib/client/stream/connection'
import { useConnection } from '#lib/client/stream/use-connection'

const OFFLINE = new ApiError('offline', 'this computer is offline')
/** Pages that hear of a refresh at the same moment ask for the rest over this long. */
const SPREAD_MS = 1_000

/**
 * The snapshot on screen, and why it does not move on any more; whenever it does, everything made from the same data
 * is asked for again.
 */
export function useBoard(params: SnapshotParams) {
  const queryClient = useQueryClient()
  // Drawn anew when it changes, so that the query's own clock starts or stops at once.
  const connection = useConnection()
  const { data, error, isPlaceholderData } = useQuery(snapshotQuery(params))
  const fetchedAt = data?.fetchedAt
  const seen = useRef(fetchedAt)
  useEffect(() => {
    if (seen.current === fetchedAt) return
    seen.current = fetchedAt
    const ask = () =>
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'snapshot' })
    setTimeout(ask, isPolling() ? 0 : SPREAD_MS * Math.random())
  }, [fetchedAt, queryClient])
  return { data, error: connection === 'offline' ? OFFLINE : error, isPlaceholderData }
}
