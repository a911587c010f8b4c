import type { Metadata } from 'next'
import Link from 'next/link'
import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFoundPage() {
  return (
    <>
      <SiteHeader current={null} />
      <main id="main" className="plain-page">
        <h1>There is no such page</h1>
        <p>The address leads nowhere on this board. Everything Strata knows starts at the Overview.</p>
        <p className="plain-actions">
          <Link className="button" href="/" prefetch={false}>
            Open the Overview
          </Link>
        </p>
      </main>
      <SiteFooter mappingVersion={null} />
    </>
  )
}
