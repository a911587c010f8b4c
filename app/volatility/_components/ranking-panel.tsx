'use client'

import { ChartFigure } from '#app/_components/chart-figure'
import { BRIEF_ID } from '#app/volatility/_components/comparison-brief'
import { RankingRows } from '#app/volatility/_components/ranking-rows'
import type { PanelProps } from '#lib/client/comparison-panel'
import { volatilityName } from '#lib/client/volatility-words'
import { rankedEntities } from '#lib/core/chart/compared-entity'
import { rankingTable } from '#lib/core/chart/volatility-tables'

const ROW_HEIGHT = 30
const HEAD_AND_AXIS = 52

interface RankingPanelProps extends PanelProps {
  /** Somebody wants to see the cone of a member. */
  onFocus: (key: string) => void
}

/** Who is more volatile, how sure that is, and whether it is unusual for each. */
export function RankingPanel({ snapshot, linked, compared, answer, onFocus }: RankingPanelProps) {
  const { ranked, unknown, runs } = rankedEntities(compared, answer)
  const rows = [...ranked, ...unknown]
  const height = HEAD_AND_AXIS + ROW_HEIGHT * Math.max(rows.length, 1)
  const name = answer === null ? 'volatility' : volatilityName(answer.estimator, answer.window)
  return (
    <div className="area-ranking">
      <ChartFigure
        title={`Ranking by ${name}, annualised %`}
        asOf={answer?.asOf ?? null}
        source={snapshot.source}
        table={answer === null ? null : rankingTable(rows)}
        height={height}
        narrowHeight={height}
        describedBy={BRIEF_ID}
        draw={(box) => (
          <RankingRows
            box={box}
            rowHeight={ROW_HEIGHT}
            ranked={ranked}
            unknown={unknown}
            runs={runs}
            linked={linked}
            onFocus={onFocus}
          />
        )}
      >
        <p className="chart-notes">
          {runs.length > 0
            ? 'Joined by a bracket: not distinguishable, every pair of their 95 % bands overlaps.'
            : 'No two neighbours have 95 % bands that overlap.'}
        </p>
      </ChartFigure>
    </div>
  )
}
