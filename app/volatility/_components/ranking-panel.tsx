'use client'

import { ChartFigure } from '#app/_components/chart-figure'
import { BRIEF_ID } from '#app/volatility/_components/comparison-brief'
import { RankingRows } from '#app/volatility/_components/ranking-rows'
import type { PanelProps } from '#lib/client/volatility/comparison-panel'
import { rankedEntities } from '#lib/core/chart/comparison/compared-entity'
import { rankingTable } from '#lib/core/chart/comparison/volatility-tables'
import type { VolatilityEstimator } from '#lib/core/contract/vocabulary'

const HEAD = 30
/** Of the chart beside it, which the rows fill. */
const ROOM = 380 - HEAD
const LEAST_ROW = 30
const LARGEST_ROW = 40

/** Short enough to stand beside the buttons. */
const BASIS_NAMES: Readonly<Record<VolatilityEstimator, (window: number) => string>> = {
  close: (window) => `${window} days`,
  ewma: () => 'EWMA',
  hourly: (window) => `${window} days hourly`,
  rogersSatchell: (window) => `${window} days high–low`,
}

interface RankingPanelProps extends PanelProps {
  /** Somebody wants to see the cone of a member. */
  onFocus: (key: string) => void
}

/** Who is more volatile, how sure that is, and whether it is unusual for each. */
export function RankingPanel({ snapshot, linked, compared, answer, onFocus }: RankingPanelProps) {
  const basis = answer === null ? '' : `, ${BASIS_NAMES[answer.estimator](answer.window)}`
  const { ranked, unknown, runs } = rankedEntities(compared, answer)
  const rows = [...ranked, ...unknown]
  const count = Math.max(1, rows.length)
  const rowHeight = Math.max(LEAST_ROW, Math.min(LARGEST_ROW, Math.floor(ROOM / count)))
  const height = HEAD + rowHeight * count
  return (
    <div className="area-ranking">
      <ChartFigure
        title={`Ranking${basis}, annualised %`}
        asOf={answer?.asOf ?? null}
        source={snapshot.source}
        table={answer === null ? null : rankingTable(rows)}
        height={height}
        narrowHeight={height}
        describedBy={BRIEF_ID}
        draw={(box) => (
          <RankingRows
            box={box}
            rowHeight={rowHeight}
            ranked={ranked}
            unknown={unknown}
            runs={runs}
            linked={linked}
            onFocus={onFocus}
          />
        )}
      >
        {ranked.length > 1 && (
          <p className="chart-notes">
            {runs.length > 0
              ? 'Joined by a bracket: not distinguishable, every pair of their 95 % bands overlaps.'
              : 'No two neighbours have 95 % bands that overlap.'}
          </p>
        )}
      </ChartFigure>
    </div>
  )
}
