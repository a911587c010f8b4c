import { AttributionLink } from '#app/_components/attribution-link'

const LICENCE_URL = 'https://www.apache.org/licenses/LICENSE-2.0'

/** `mappingVersion` null: no snapshot to take it from. */
export function SiteFooter({ mappingVersion }: { mappingVersion: string | null }) {
  return (
    <footer className="site-footer">
      <p>
        <AttributionLink />
      </p>
      <p>
        Market data by CoinGecko, grouped by a local mapping
        {mappingVersion === null ? '' : <span className="num"> {mappingVersion}</span>}. Returns are rolling
        windows, volatility is annualised. No investment advice.
      </p>
      <p>
        Strata is open source,{' '}
        <a href={LICENCE_URL} rel="license noopener">
          Apache 2.0
        </a>
      </p>
    </footer>
  )
}
