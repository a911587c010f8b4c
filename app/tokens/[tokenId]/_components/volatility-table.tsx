import { MetricLink } from '#app/_components/metric-link'
import { ScreenLink } from '#app/_components/screen-link'
import { KnownCell } from '#app/tokens/[tokenId]/_components/known-cell'
import { shortWords } from '#lib/client/token/token-words'
import { volatilityHref } from '#lib/client/view/screen-href'
import { withoutUnit } from '#lib/client/words/without-unit'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { UNKNOWN } from '#lib/core/format/formatted-number'
import { volatility, volatilityPercentile } from '#lib/core/metrics/labels/volatility-labels'

/** Realised volatility over three windows, with how sure it is and how unusual. */
export function VolatilityTable({ detail }: { detail: TokenDetail }) {
  return (
    <section className="token-block" aria-labelledby="volatility-title">
      <h2 id="volatility-title">
        Volatility <small>annualised %, daily USD closes</small>
        <ScreenLink className="quiet-link block-link" href={volatilityHref({ ids: [detail.token.id] })}>
          Compare
        </ScreenLink>
      </h2>
      <table className="figures" aria-labelledby="volatility-title">
        <thead>
          <tr>
            <th scope="col">Window</th>
            <th scope="col">
              <MetricLink metric={volatility}>Now</MetricLink>
            </th>
            <th scope="col">95 % band</th>
            <th scope="col">
              <MetricLink metric={volatilityPercentile}>Own year</MetricLink>
            </th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {detail.volatility.map(({ window, current, low, high, percentile, n, reason }) => (
            <tr key={window}>
              <th scope="row">{window} d</th>
              <KnownCell
                value={formatVolatility(current)}
                why={shortWords(reason, n, minimumReturns(window))}
              />
              <KnownCell value={band(low, high)} />
              <KnownCell value={formatPercentile(percentile)} why="fewer than 60 values to compare with" />
              <td>{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {detail.volatility
        .filter(({ reason }) => reason !== null)
        .map(({ window, reason, n }) => (
          <p key={window} className="block-note">
            {window} d: {shortWords(reason, n, minimumReturns(window))}.
          </p>
        ))}
    </section>
  )
}

function band(low: number | null, high: number | null) {
  if (low === null || high === null) return UNKNOWN
  const [from, to] = [formatVolatility(low), formatVolatility(high)]
  return { text: `${withoutUnit(from.text)} – ${to.text}`, full: `${from.full} to ${to.full}` }
}
