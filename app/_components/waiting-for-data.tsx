'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'

const ASK_AGAIN_MS = 3_000

/** Before the first snapshot; looks again by itself until there is one. `current`: path of the screen waited for. */
export function WaitingForData({ current }: { current: string | null }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [router])
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
      <SiteHeader current={current} />
      <main id="main" className="plain-page">
        <p className="waiting" role="status" aria-label="Data freshness">
          <span className="status status-delayed">Waiting for first data</span>
        </p>
        <h1>The first prices are on their way</h1>
        <p>
          Strata has just started and is asking CoinGecko for the prices of every mapped token. This takes a
          few seconds; the board appears here by itself.
        </p>
        <div className="waiting-strata" aria-hidden>
          <i className="hue-4" />
          <i className="hue-3" />
          <i className="hue-2" />
          <i className="hue-1" />
        </div>
      </main>
      <SiteFooter mappingVersion={null} />
    </>
  )
}
