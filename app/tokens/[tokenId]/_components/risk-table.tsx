import { MetricLink } from '#app/_components/metric-link'
import { KnownCell } from '#app/tokens/[tokenId]/_components/known-cell'
import { shortWords } from '#lib/client/token-words'
import type {
  RiskFigureId,
  TokenDetail,
  TokenDrawdown,
  TokenRiskFigure,
} from '#lib/core/contract/token-detail'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatUtcDate } from '#lib/core/format/format-time'
import * as labels from '#lib/core/metrics/labels/risk-labels'

const FIGURES = {
  'sharpe-ratio': { label: labels.sharpeRatio, name: 'Sharpe ratio', format: formatRatio },
  'sortino-ratio': { label: labels.sortinoRatio, name: 'Sortino ratio', format: formatRatio },
  'value-at-risk': { label: labels.valueAtRisk, name: 'VaR 95 %, a day', format: formatPercent },
  'expected-shortfall': { label: labels.expectedShortfall, name: 'CVaR 95 %, a day', format: formatPercent },
  skewness: { label: labels.skewness, name: 'Skewness', format: formatRatio },
  'excess-kurtosis': { label: labels.excessKurtosis, name: 'Excess kurtosis', format: formatRatio },
} as const satisfies Record<RiskFigureId, object>

/** Ratios of a window need 80 % of its returns; tails and shapes take what there is, from 60 on. */
function neededOf({ id, window }: TokenRiskFigure): number {
  return id.endsWith('ratio') ? Math.ceil(0.8 * window) : 60
}

/** Reward, tail and shape of daily returns, and the deepest falls. */
export function RiskTable({ detail: { risk, drawdown } }: { detail: TokenDetail }) {
  const short = [...drawdown.map(({ reason, n, window }) => ({ reason, n, needed: Math.ceil(0.8 * window) }))]
  const unknown = short.find(({ reason }) => reason !== null)
  return (
    <section className="token-block" aria-labelledby="risk-title">
      <h2 id="risk-title">
        Risk and drawdown <small>simple daily returns, USD; risk-free rate 0</small>
      </h2>
      <table className="figures" aria-labelledby="risk-title">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Window</th>
            <th scope="col">Value</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {drawdown.map((row) => (
            <DrawdownRows key={row.window} row={row} />
          ))}
          {risk.map((row) => (
            <RiskRow key={`${row.id} ${row.window}`} row={row} />
          ))}
        </tbody>
      </table>
      {unknown !== undefined && (
        <p className="block-note">365 d: {shortWords(unknown.reason, unknown.n, unknown.needed)}.</p>
      )}
    </section>
  )
}

function RiskRow({ row }: { row: TokenRiskFigure }) {
  const { label, name, format } = FIGURES[row.id]
  const isUpTo = !row.id.endsWith('ratio')
  return (
    <tr>
      <th scope="row">
        <MetricLink metric={label}>{name}</MetricLink>
      </th>
      <td>
        {isUpTo ? '≤ ' : ''}
        {row.window} d
      </td>
      <KnownCell value={format(row.value)} why={shortWords(row.reason, row.n, neededOf(row))} />
      <td>{row.n}</td>
    </tr>
  )
}

function DrawdownRows({ row }: { row: TokenDrawdown }) {
  const { window, maximum, current, n, reason } = row
  const why = shortWords(reason, n, Math.ceil(0.8 * window))
  return (
    <>
      <tr>
        <th scope="row">
          <MetricLink metric={labels.maximumDrawdown}>Maximum drawdown</MetricLink>
          {row.peak !== null && <small className="row-note">{drawdownDates(row)}</small>}
        </th>
        <td>{window} d</td>
        <KnownCell value={formatPercent(maximum)} why={why} />
        <td>{n}</td>
      </tr>
      {current !== null && (
        <tr>
          <th scope="row">Below its high now</th>
          <td>{window} d</td>
          <KnownCell value={formatPercent(current)} why={why} />
          <td>{n}</td>
        </tr>
      )}
    </>
  )
}

function drawdownDates({ peak, trough, recovery, daysToTrough, daysToRecovery }: TokenDrawdown): string {
  const date = (time: number | null) => (time === null ? '—' : formatUtcDate(new Date(time).toISOString()))
  const back = recovery === null ? 'not made good' : `made good ${date(recovery)}, ${daysToRecovery} d`
  return `${date(peak)} to ${date(trough)}, ${daysToTrough} d; ${back}`
}
