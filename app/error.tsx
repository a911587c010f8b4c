'use client'

import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <>
      <SiteHeader current={null} />
      <main id="main" className="plain-page">
        <h1>This page could not be drawn</h1>
        <p>
          The fault is in Strata, not in anything you did. Trying again often helps; the default settings help
          more often.
          {error.digest === undefined ? '' : ` The server's log knows it as ${error.digest}.`}
        </p>
        <p className="plain-actions">
          <button type="button" className="button" onClick={reset}>
            Try again
          </button>
          <a className="button" href="/">
            Open the Overview with default settings
          </a>
        </p>
      </main>
      <SiteFooter mappingVersion={null} />
    </>
  )
}
