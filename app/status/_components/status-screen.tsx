'use client'

import { useQuery } from '@tanstack/react-query'
import { LoadFault } from '#app/_components/load-fault'
import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'
import { CallFacts } from '#app/status/_components/call-facts'
import { HeldBack } from '#app/status/_components/held-back'
import { ModeHead } from '#app/status/_components/mode-head'
import { ServerFacts } from '#app/status/_components/server-facts'
import { SuspectCloses } from '#app/status/_components/suspect-closes'
import { TokenAges } from '#app/status/_components/token-ages'
import { UpstreamFacts } from '#app/status/_components/upstream-facts'
import { WithoutPrice } from '#app/status/_components/without-price'
import { statusQuery } from '#lib/client/queries/status-query'

/** Whether the board can be trusted now. It works without a snapshot: it is read when there is none. */
export function StatusScreen() {
  const { data: status, error, refetch } = useQuery(statusQuery())
  return (
    <>
      <SiteHeader current="/status" />
      <main id="main" className="board status-screen">
        {error !== null && (
          <LoadFault
            what="The status"
            error={error}
            isOldShown={status !== undefined}
            onRetry={() => void refetch()}
          />
        )}
        {status !== undefined && (
          <>
            <ModeHead status={status} isConnected={error === null} />
            <div className="status-grid">
              <div className="status-data">
                <HeldBack status={status} />
                <TokenAges lines={status.tokens.lines} />
                <WithoutPrice lines={status.tokens.lines} />
                <SuspectCloses tokens={status.tokens} />
              </div>
              <div className="status-facts">
                <UpstreamFacts status={status} />
                <CallFacts status={status} />
                <ServerFacts status={status} />
              </div>
            </div>
          </>
        )}
      </main>
      <SiteFooter mappingVersion={status?.mapping.version ?? null} />
    </>
  )
}
