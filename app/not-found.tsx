import type { Metadata } from 'next'
import { connection } from 'next/server'
import { NearestScreens } from '#app/_components/nearest-screens'
import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'
import { getNames } from '#lib/server/services/get-names'

export const metadata: Metadata = { title: 'Page not found' }

export default async function NotFoundPage() {
  // The names are those of the running mapping, not of the build.
  await connection()
  const names = await getNames()
  return (
    <>
      <SiteHeader current={null} />
      <main id="main" className="plain-page">
        <NearestScreens names={names} />
      </main>
      <SiteFooter mappingVersion={null} />
    </>
  )
}
