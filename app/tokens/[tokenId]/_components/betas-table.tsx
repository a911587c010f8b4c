import { MetricLink } from '#app/_components/metric-link'
import { ScrollBox } from '#app/_components/scroll-box'
import { KnownCell } from '#app/tokens/[tokenId]/_components/known-cell'
import { shortWords } from '#lib/client/token/token-words'
import { withoutUnit } from '#lib/client/words/without-unit'
import type { TokenBeta, TokenDetail } from '#lib/core/contract/token-detail'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatRatio } from '#lib/core/format/format-ratio'
import { type FormattedNumber, UNKNOWN } from '#lib/core/format/formatted-number'
import { alpha, beta, correlation } from '#lib/core/metrics/labels/benchmark-labels'

const NEEDED = 60

/** How much of another's move the token usually makes, and how sure that is. */
export function BetasTable({ detail: { betas } }: { detail: TokenDetail }) {
  return (
    <section className="token-block" aria-labelledby="betas-title">
      <h2 id="betas-title">
        Beta and correlation <small>90 daily returns, USD; own layer without it</small>
      </h2>
      <ScrollBox className="figures-scroll" label="Betas, scrollable">
        <table className="figures" aria-labelledby="betas-title">
          <thead>
            <tr>
              <th scope="col">To</th>
              <th scope="col">
                <MetricLink metric={beta}>Beta</MetricLink>
              </th>
              <th scope="col">95 %</th>
              <th scope="col">
                <MetricLink metric={alpha}>Alpha, %/day</MetricLink>
              </th>
              <th scope="col">
                <MetricLink metric={correlation}>Correlation</MetricLink>
              </th>
              <th scope="col">95 %</th>
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {betas.map((row) => (
              <BetaRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {betas
        .filter(({ reason }) => reason !== null)
        .map(({ id, kind, name, reason, n }) => (
          <p key={id} className="block-note">
            {kind === 'layer' ? `Rest of ${name}` : name}: {shortWords(reason, n, NEEDED)}.
          </p>
        ))}
    </section>
  )
}

function BetaRow({ row }: { row: TokenBeta }) {
  const why = row.reason === null ? undefined : shortWords(row.reason, row.n, NEEDED)
  const alphaText = formatPercent(row.alpha)
  return (
    <tr>
      <th scope="row">{row.kind === 'layer' ? `Rest of ${row.name}` : row.name}</th>
      <KnownCell value={withError(formatRatio(row.beta), row.standardError)} why={why} />
      <KnownCell value={span(row.betaLow, row.betaHigh)} why={why} />
      <KnownCell value={{ ...alphaText, text: withoutUnit(alphaText.text) }} why={why} />
      <KnownCell value={formatRatio(row.correlation)} why={why} />
      <KnownCell value={span(row.correlationLow, row.correlationHigh)} why={why} />
      <td>{row.n}</td>
    </tr>
  )
}

function withError(value: FormattedNumber, error: number | null): FormattedNumber {
  if (error === null) return value
  return { text: value.text, full: `${value.full}, standard error ${formatRatio(error).full}` }
}

function span(low: number | null, high: number | null): FormattedNumber {
  if (low === null || high === null) return UNKNOWN
  const [from, to] = [formatRatio(low), formatRatio(high)]
  return { text: `${from.text} – ${to.text}`, full: `${from.full} to ${to.full}` }
}
