import { MetricLink } from '#app/_components/metric-link'
import { KnownCell } from '#app/tokens/[tokenId]/_components/known-cell'
import { shortWords } from '#lib/client/token/token-words'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import type { RiskFigureId, TokenDetail, TokenDrawdown } from '#lib/core/contract/token-detail'
import { RISK_FIGURES } from '#lib/core/contract/token-detail'
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

const WINDOWS = [90, 365] as const
/** Tails and shapes take what returns there are, from so many on. */
const TAIL_NEEDED = 60

/** Reward, tail and shape of daily returns, and the deepest falls. */
export function RiskTable({ detail }: { detail: TokenDetail }) {
  const { drawdown } = detail
  const short = drawdown.filter(({ reason }) => reason !== null)
  return (
    <section className="token-block" aria-labelledby="risk-title">
      <h2 id="risk-title">
        Risk and drawdown <small>daily USD closes, risk-free rate 0</small>
      </h2>
      <table className="figures" aria-labelledby="risk-title">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">90 d</th>
            <th scope="col">365 d</th>
          </tr>
        </thead>
        <tbody>
          <DrawdownRows drawdown={drawdown} />
          {RISK_FIGURES.map((id) => (
            <RiskRow key={id} id={id} detail={detail} />
          ))}
          <tr>
            <th scope="row">Daily returns, n</th>
            {drawdown.map(({ window, n }) => (
              <td key={window}>{n}</td>
            ))}
          </tr>
        </tbody>
      </table>
      {drawdown.map((row) => row.peak !== null && <DrawdownDates key={row.window} row={row} />)}
      {short.map(({ window, reason, n }) => (
        <p key={window} className="block-note">
          {window} d: {shortWords(reason, n, minimumReturns(window))}; VaR, CVaR and the shape take up to 365
          from 60 on.
        </p>
      ))}
    </section>
  )
}

function RiskRow({ id, detail: { risk } }: { id: RiskFigureId; detail: TokenDetail }) {
  const { label, name, format } = FIGURES[id]
  return (
    <tr>
      <th scope="row">
        <MetricLink metric={label}>{name}</MetricLink>
      </th>
      {WINDOWS.map((window) => {
        const figure = risk.find((one) => one.id === id && one.window === window)
        if (figure === undefined) return <td key={window} />
        const needed = id.endsWith('ratio') ? minimumReturns(window) : TAIL_NEEDED
        return (
          <KnownCell
            key={window}
            value={format(figure.value)}
            why={shortWords(figure.reason, figure.n, needed)}
          />
        )
      })}
    </tr>
  )
}

function DrawdownRows({ drawdown }: { drawdown: readonly TokenDrawdown[] }) {
  const why = ({ reason, n, window }: TokenDrawdown) => shortWords(reason, n, minimumReturns(window))
  return (
    <>
      <tr>
        <th scope="row">
          <MetricLink metric={labels.maximumDrawdown}>Maximum drawdown</MetricLink>
        </th>
        {drawdown.map((row) => (
          <KnownCell key={row.window} value={formatPercent(row.maximum)} why={why(row)} />
        ))}
      </tr>
      <tr>
        <th scope="row">Below the high, last close</th>
        {drawdown.map((row) => (
          <KnownCell key={row.window} value={formatPercent(row.current)} why={why(row)} />
        ))}
      </tr>
    </>
  )
}

function DrawdownDates({ row }: { row: TokenDrawdown }) {
  const { window, peak, trough, recovery, daysToTrough, daysToRecovery } = row
  const date = (time: number | null) => (time === null ? '—' : formatUtcDate(new Date(time).toISOString()))
  const back =
    recovery === null ? 'not made good yet' : `made good on ${date(recovery)}, after ${daysToRecovery} days`
  return (
    <p className="block-note">
      Deepest fall of {window} d: {date(peak)} to {date(trough)}, {daysToTrough} days; {back}.
    </p>
  )
}
