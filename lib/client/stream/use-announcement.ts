import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTimeZone } from '#lib/client/preferences/use-time-zone'
import { announcementOf, QUIET_MS } from '#lib/client/stream/announcement'
import type { Snapshot } from '#lib/core/contract/snapshot'

/** What has just changed in one sentence, a new one once a minute at most; empty until prices are first updated. */
export function useAnnouncement(): string {
  const queryClient = useQueryClient()
  const zone = useTimeZone()
  const [said, setSaid] = useState('')
  useEffect(() => {
    let lastFetchedAt = shownBoard(queryClient)?.fetchedAt
    const timer = setInterval(() => {
      const board = shownBoard(queryClient)
      if (board === undefined || board.fetchedAt === lastFetchedAt || board.source === 'recorded') return
      lastFetchedAt = board.fetchedAt
      setSaid(announcementOf(board, zone))
    }, QUIET_MS)
    return () => clearInterval(timer)
  }, [queryClient, zone])
  return said
}

function shownBoard(queryClient: QueryClient): Snapshot | undefined {
  const shown = queryClient.getQueryCache().findAll({ queryKey: ['snapshot'], type: 'active' })
  // Written by the snapshot query or the stream, which have checked it.
  return shown[0]?.state.data as Snapshot | undefined
}
