'use client'

import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { ChartFigure } from '#app/_components/chart-figure'
import { ChartKey } from '#app/_components/chart-key'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { BRIEF_ID } from '#app/volatility/_components/comparison-brief'
import { useSharedValue } from '#lib/client/browser/use-shared-value'
import type { PanelProps } from '#lib/client/volatility/comparison-panel'
import { volatilityName } from '#lib/client/volatility/volatility-words'
import { rollingLines } from '#lib/core/chart/comparison/compared-entity'
import { timeTable } from '#lib/core/chart/time/time-table'
import type { VolatilityRange } from '#lib/core/contract/vocabulary'
import { historyWords } from '#lib/core/format/briefs/history-words'
import { formatUtcDate } from '#lib/core/format/format-time'

const TimeChart = dynamic(() => import('#app/_charts/time-chart').then((module) => module.TimeChart), {
  ssr: false,
  loading: () => <ChartSkeleton />,
})

interface RollingPanelProps extends PanelProps {
  isLog: boolean
  range: VolatilityRange
}

/** Everybody's volatility day by day. Its cursor moves the marks of the ranking and the cone. */
export function RollingPanel({ snapshot, linked, compared, answer, isLog, range }: RollingPanelProps) {
  const highlight = useSharedValue(linked.highlight)
  const { times, lines } = useMemo(() => rollingLines(compared), [compared])
  const table = useMemo(() => timeTable(times, lines, 'volatility'), [times, lines])
  const missing = compared.filter((_, at) => lines[at]?.reason !== null)
  const drawn = lines.filter(({ reason }) => reason === null)
  const words = missing
    .map(
      ({ name, figures }) =>
        `${name} (${figures.current === null ? historyWords(figures) : 'a single day so far'})`,
    )
    .join(', ')
  const title =
    answer === null
      ? 'Volatility, annualised %'
      : `${volatilityName(answer.estimator, answer.window)}, annualised %`
  return (
    <div className="area-rolling">
      <ChartFigure
        title={title}
        asOf={answer?.asOf ?? null}
        source={snapshot.source}
        table={answer === null ? null : table}
        empty={answer !== null && drawn.length === 0 ? `No line is known yet: ${words}.` : null}
        note={answer === null ? undefined : `as of ${formatUtcDate(answer.asOf)}, USD closes`}
        height={380}
        narrowHeight={280}
        describedBy={BRIEF_ID}
        draw={(box) => (
          <TimeChart
            name={title}
            box={box}
            times={times}
            lines={lines}
            range={range}
            unit="volatility"
            scale={isLog ? 'log' : 'linear'}
            baseline={null}
            highlight={highlight}
            syncId="volatility"
            onCursor={linked.cursor.write}
          />
        )}
      >
        <ChartKey lines={lines} />
        {missing.length > 0 && drawn.length > 0 && <p className="chart-notes">Not drawn: {words}.</p>}
      </ChartFigure>
    </div>
  )
}
