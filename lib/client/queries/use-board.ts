import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type SnapshotParams, snapshotQuery } from '#lib/client/queries/snapshot-query'

/** The snapshot on screen; whenever it moves on, everything made from the same data is asked for again. */
export function useBoard(params: SnapshotParams) {
  const queryClient = useQueryClient()
  const board = useQuery(snapshotQuery(params))
  const fetchedAt = board.data?.fetchedAt
  const seen = useRef(fetchedAt)
  useEffect(() => {
    if (seen.current === fetchedAt) return
    seen.current = fetchedAt
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'snapshot' })
  }, [fetchedAt, queryClient])
  return board
}
