import { ChartFigure } from '#app/_components/chart-figure'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { lateComponent } from '#app/_components/late-component'
import { coneTable } from '#lib/core/chart/comparison/cone-table'
import type { TokenDetail } from '#lib/core/contract/token-detail'

const ConeChart = lateComponent(
  () => import('#app/_charts/cone-chart').then((module) => module.ConeChart),
  ChartSkeleton,
)

/** Where today's volatility stands among its own last year, window by window. */
export function ConeFigure({ detail }: { detail: TokenDetail }) {
  const { cone, asOf, source, chart } = detail
  const known = cone.filter(({ p50 }) => p50 !== null)
  const days = chart.since === null ? 0 : Math.floor((Date.parse(asOf) - chart.since) / 86_400_000)
  const empty = `${days} days of history: the shortest window needs 14, the 180-day one 360.`
  const title = 'Volatility cone, annualised %'
  return (
    <ChartFigure
      title={title}
      asOf={asOf}
      source={source}
      table={known.length > 0 ? coneTable(cone) : null}
      empty={known.length > 0 ? null : empty}
      height={240}
      narrowHeight={220}
      draw={(box) => <ConeChart box={box} name={title} hue={5} rows={known} mark={null} />}
    >
      <p className="chart-notes">
        <span>
          Over the last year, overlapping windows: min, 10–90 %, 25–75 %, median, max. Under each horizon the
          number of windows that share no day.
        </span>
      </p>
    </ChartFigure>
  )
}
