import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { StatusScreen } from '#app/status/_components/status-screen'
import { statusQuery } from '#lib/client/queries/status-query'
import { getStatus } from '#lib/server/services/get-status'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Status',
  description:
    'Whether this board can be trusted right now: ages, missing and held-back tokens with the reason, calls left, storage.',
}

export default async function StatusPage() {
  const queryClient = new QueryClient()
  queryClient.setQueryData(statusQuery().queryKey, await getStatus())
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <StatusScreen />
    </HydrationBoundary>
  )
}
