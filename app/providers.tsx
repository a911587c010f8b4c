'use client'

import { isServer, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'

function newQueryClient(): QueryClient {
  // The server alone retries; the browser just asks again at the next turn.
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } })
}

let browserClient: QueryClient | null = null

function queryClientOf(): QueryClient {
  if (isServer) return newQueryClient()
  browserClient ??= newQueryClient()
  return browserClient
}

/** Query cache and URL state for the whole tree. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClientOf()}>
      <NuqsAdapter>{children}</NuqsAdapter>
    </QueryClientProvider>
  )
}
