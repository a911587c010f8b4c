'use client'

import { isServer, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, Suspense } from 'react'
import { Dialogs } from '#app/_components/dialogs'
import { LateLiveStream } from '#app/_components/late-live-stream'
import { PreferredView } from '#app/_components/preferred-view'
// The header is on every screen, the error page and the page for lost readers. Named here it stands once in the
// layout's script; otherwise each of the three brings its own copy of it, of the links and of the icons.
import '#app/_components/site-header'

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

/** Query cache, URL state, preferences and dialogs for the whole tree. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClientOf()}>
      <NuqsAdapter>
        {children}
        <Dialogs />
        <LateLiveStream />
        <Suspense>
          <PreferredView />
        </Suspense>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
