'use client'

import { useQuery } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { ChartFigure } from '#app/_components/chart-figure'
import { ChartKey } from '#app/_components/chart-key'
import { ChartSkeleton } from '#app/_components/chart-skeleton'
import { lateComponent } from '#app/_components/late-component'
import { LoadFault } from '#app/_components/load-fault'
import { IN_WORDS_ID } from '#app/_overview/in-words'
import { SeriesNotes } from '#app/_overview/series-notes'
import type { LayerName } from '#lib/client/overview/use-layer-names'
import { useTimeZone } from '#lib/client/preferences/use-time-zone'
import { seriesQuery } from '#lib/client/queries/series-query'
import { type BoardRange, seriesRange } from '#lib/client/view/view-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import { chartLines } from '#lib/core/chart/time/chart-lines'
import { timeTable } from '#lib/core/chart/time/time-table'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'

const TimeChart = lateComponent(
  () => import('#app/_charts/time-chart').then((module) => module.TimeChart),
  ChartSkeleton,
)

interface RebasedPanelProps {
  layers: readonly LayerName[]
  source: Snapshot['source']
  range: BoardRange
  weighting: Weighting
  scope: Scope
}

/** The four layers against each other over the range. */
export const RebasedPanel = memo(function RebasedPanel({
  layers,
  source,
  range,
  weighting,
  scope,
}: RebasedPanelProps) {
  const shown = seriesRange(range)
  const { data: series, error, refetch } = useQuery(seriesQuery({ range: shown, weighting, scope }))
  const zone = useTimeZone()
  const lines = useMemo(() => (series === undefined ? [] : chartLines(series, layers)), [series, layers])
  const table = useMemo(
    () => (series === undefined ? null : timeTable(series.times, lines, 'level')),
    [series, lines],
  )
  const drawn = lines.filter(({ reason }) => reason === null)
  const title = `Layers rebased to 100, ${RANGE_WORDS[series?.range ?? shown]}`
  return (
    <ChartFigure
      title={title}
      asOf={series?.asOf ?? null}
      source={source}
      table={table}
      empty={series !== undefined && drawn.length === 0 ? 'No line over this range is known yet.' : null}
      describedBy={IN_WORDS_ID}
      note={range === '1h' ? 'there is no 1 h series, so the day is shown' : undefined}
      draw={(box) =>
        series !== undefined && (
          <TimeChart
            name={title}
            box={box}
            times={series.times}
            lines={lines}
            range={series.range}
            unit="level"
            baseline={100}
            zone={zone}
          />
        )
      }
    >
      <ChartKey lines={lines} />
      {error !== null && (
        <LoadFault
          what="The lines"
          error={error}
          isOldShown={series !== undefined}
          onRetry={() => void refetch()}
        />
      )}
      {series !== undefined && <SeriesNotes series={series} lines={lines} zone={zone} />}
    </ChartFigure>
  )
})
