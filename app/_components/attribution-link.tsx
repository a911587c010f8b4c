import { ATTRIBUTION } from '#lib/core/contract/vocabulary'

/** Asked for by CoinGecko's terms: linked, near the data, at least 10 pt. */
export function AttributionLink() {
  return (
    <a className="attribution" href={ATTRIBUTION.url} rel="noopener">
      {ATTRIBUTION.text}
    </a>
  )
}
