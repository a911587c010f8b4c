import type { Metadata } from 'next'
import localFont from 'next/font/local'
import { AttributionLink } from '#app/_components/attribution-link'
import { BoardNotices } from '#app/_components/board-notices'
import { ClockTime } from '#app/_components/clock-time'
import { Notice } from '#app/_components/notice'
import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'
import { ClosesTable } from '#app/methodology/_components/closes-table'
import { Contents } from '#app/methodology/_components/contents'
import { MetricSection } from '#app/methodology/_components/metric-section'
import { TokenChooser } from '#app/methodology/_components/token-chooser'
import { METRIC_FAMILIES } from '#lib/core/metrics/registry'
import { isAppError } from '#lib/server/errors'
import { getMethodology, type Methodology } from '#lib/server/services/get-methodology'

export const dynamic = 'force-dynamic'

/** Fetched only where the system has no font of its own with a table of mathematics. */
const mathFont = localFont({
  src: '../../node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
  variable: '--font-math',
  preload: false,
  adjustFontFallback: false,
})

export const metadata: Metadata = {
  title: 'Methodology',
  description:
    'Every number of the board: definition, formula, unit, window, missing data, source, and an example.',
}

interface MethodologyPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function MethodologyPage({ searchParams }: MethodologyPageProps) {
  const { token } = await searchParams
  const asked = Array.isArray(token) ? token[0] : token
  const { methodology, refused } = await readMethodology(asked)
  const snapshot = methodology?.snapshot ?? null
  return (
    <>
      <SiteHeader current="/methodology" />
      <main id="main" className={`board methodology ${mathFont.variable}`}>
        {snapshot !== null && <BoardNotices snapshot={snapshot} error={null} />}
        {refused !== null && (
          <Notice tone="info">
            token={refused.slice(0, 40)} is not known, showing {methodology?.token.name ?? 'no example'}.
          </Notice>
        )}
        <Head methodology={methodology} />
        <div className="methodology-body">
          <Contents families={METRIC_FAMILIES} />
          <div>
            {METRIC_FAMILIES.map(({ id, name, metrics }) => (
              <section key={id} className="family" aria-labelledby={id}>
                <h2 id={id}>{name}</h2>
                {metrics.map((metric) => (
                  <MetricSection
                    key={metric.id}
                    metric={metric}
                    example={methodology?.examples[metric.id] ?? null}
                    currency={snapshot?.currency ?? 'usd'}
                  />
                ))}
              </section>
            ))}
          </div>
        </div>
      </main>
      <SiteFooter mappingVersion={snapshot?.mapping.version ?? null} />
    </>
  )
}

function Head({ methodology }: { methodology: Methodology | null }) {
  return (
    <header className="methodology-head">
      <h1>Methodology</h1>
      <p>
        Every number of this board: what it means, how it is made, and what is done where data is missing. The
        screens and the CSV columns named <code>_pct</code> show percent, JSON has fractions (0.0231 is 2.31
        %). All times are UTC, a year has 365 days, and what is not known is a dash, never 0.
      </p>
      {methodology === null ? (
        <p>No data has arrived yet, so there are no worked examples. They appear with the first prices.</p>
      ) : (
        <>
          <TokenChooser chosen={methodology.token.id} tokens={methodology.tokens} />
          <p className="methodology-data">
            <span>
              As of <ClockTime iso={methodology.snapshot.asOf} isDated />
            </span>
            <span>Layer figures: {methodology.layer.name}, capped weights</span>
            <a className="quiet-link" href={`/api/tokens/${methodology.token.id}/history?range=1y`}>
              All closes as JSON
            </a>
            <AttributionLink />
          </p>
          <ClosesTable name={methodology.token.name} rows={methodology.closes} />
        </>
      )}
    </header>
  )
}

interface Answer {
  methodology: Methodology | null
  /** The token asked for that is not known. */
  refused: string | null
}

/** A token nobody knows gives way to the default one; before the first data the definitions stand alone. */
async function readMethodology(token: string | undefined): Promise<Answer> {
  try {
    return { methodology: await getMethodology({ token }), refused: null }
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'not_ready') return { methodology: null, refused: null }
    if (error.code !== 'bad_request' || token === undefined) throw error
    return { methodology: (await readMethodology(undefined)).methodology, refused: token }
  }
}
