'use client'

import dynamic from 'next/dynamic'
import { ChartFigure } from '#app/_components/chart-figure'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { CheckChip } from '#app/_components/check-chip'
import { BRIEF_ID } from '#app/volatility/_components/comparison-brief'
import { useSharedValue } from '#lib/client/browser/use-shared-value'
import type { PanelProps } from '#lib/client/volatility/comparison-panel'
import type { SetVolatilityView, VolatilityView } from '#lib/client/volatility/volatility-params'
import type { ComparedEntity } from '#lib/core/chart/comparison/compared-entity'
import { riskReturnTable } from '#lib/core/chart/comparison/volatility-tables'
import { formatPercent } from '#lib/core/format/format-percent'
import { formatRatio } from '#lib/core/format/format-ratio'
import { formatVolatility } from '#lib/core/format/format-volatility'

const RiskReturnChart = dynamic(
  () => import('#app/_charts/risk-return-chart').then((module) => module.RiskReturnChart),
  { ssr: false, loading: () => <ChartSkeleton /> },
)

interface RiskReturnPanelProps extends PanelProps {
  view: VolatilityView
  setView: SetVolatilityView
}

/** What the risk was paid with over the window. */
export function RiskReturnPanel({ snapshot, linked, compared, answer, view, setView }: RiskReturnPanelProps) {
  const highlight = useSharedValue(linked.highlight)
  const known = compared.filter(({ figures }) => figures.riskReturn.meanReturn !== null)
  const told = compared.find(({ key }) => key === highlight)
  const days = answer?.window ?? view.window
  const title = `Risk and return, ${days} days, annualised %`
  return (
    <div className="area-risk">
      <ChartFigure
        title={title}
        asOf={answer?.asOf ?? null}
        source={snapshot.source}
        table={answer === null ? null : riskReturnTable(compared)}
        empty={
          answer !== null && known.length === 0
            ? `No one here has enough daily returns for ${days} days.`
            : null
        }
        height={300}
        narrowHeight={280}
        describedBy={BRIEF_ID}
        draw={(box) => (
          <RiskReturnChart
            box={box}
            name={title}
            areSharpeLinesShown={view.sharpe}
            highlight={highlight}
            onHighlight={linked.highlight.write}
            points={known.map(({ key, short, kind, hue, figures: { riskReturn } }) => ({
              key,
              label: short,
              kind,
              hue,
              deviation: riskReturn.deviation,
              meanReturn: riskReturn.meanReturn,
            }))}
          />
        )}
      >
        <div className="risk-foot">
          <p className="chart-notes" aria-live="polite">
            {told === undefined ? `${restWords(days)}${missingWords(compared)}` : pointWords(told)}
          </p>
          <span data-screen-only="">
            <CheckChip isChecked={view.sharpe} onChange={(sharpe) => void setView({ sharpe })}>
              Sharpe lines
            </CheckChip>
          </span>
        </div>
      </ChartFigure>
    </div>
  )
}

function restWords(days: number): string {
  const error = formatRatio(Math.sqrt(365 / days)).text
  return `Mean daily simple return × 365 against its deviation, risk-free rate 0. A Sharpe ratio over ${days} days is known to ± ${error} at best.`
}

/** Who has no point, with the returns inside the window. */
function missingWords(compared: readonly ComparedEntity[]): string {
  const missing = compared.filter(({ figures }) => figures.riskReturn.meanReturn === null)
  if (missing.length === 0) return ''
  return ` Not drawn, too few returns: ${missing.map(({ short, figures }) => `${short} (${figures.riskReturn.n})`).join(', ')}.`
}

function pointWords({ name, figures: { riskReturn } }: ComparedEntity): string {
  const { meanReturn, deviation, sharpe, sharpeStandardError, n } = riskReturn
  if (meanReturn === null) return `${name}: ${n} returns are not enough.`
  const ratio =
    sharpe === null
      ? 'no Sharpe ratio'
      : `Sharpe ${formatRatio(sharpe).text} ± ${formatRatio(sharpeStandardError).text}`
  return `${name}: return ${formatPercent(meanReturn).text}, deviation ${formatVolatility(deviation).text}, ${ratio}, n = ${n}.`
}
