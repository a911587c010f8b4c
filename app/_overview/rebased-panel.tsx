'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ChartSkeleton } from '#app/_overview/chart-skeleton'
import { IN_WORDS_ID } from '#app/_overview/in-words'
import { SeriesNotes } from '#app/_overview/series-notes'
import { SeriesTable } from '#app/_overview/series-table'
import { seriesQuery } from '#lib/client/queries/series-query'
import { useIsNarrow } from '#lib/client/use-is-narrow'
import { type BoardRange, seriesRange } from '#lib/client/view-params'
import { RANGE_WORDS } from '#lib/client/wording'
import { type ChartLine, chartLines } from '#lib/core/chart/chart-lines'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Scope, Weighting } from '#lib/core/contract/vocabulary'

const RebasedChart = dynamic(
  () => import('#app/_charts/rebased-chart').then((module) => module.RebasedChart),
  {
    ssr: false,
    loading: () => <ChartSkeleton />,
  },
)

interface RebasedPanelProps {
  snapshot: Snapshot
  range: BoardRange
  weighting: Weighting
  scope: Scope
}

/** Names for the colours where the screen has no room for them at the lines' ends. */
function ChartKey({ lines }: { lines: readonly ChartLine[] }) {
  const drawn = lines.filter(({ reason }) => reason === null)
  return (
    <p className="chart-key" aria-hidden>
      {drawn.map(({ key, name, hue, kind }) => (
        <span key={key}>
          <i className={`dot hue-${hue} key-${kind}`} />
          {name}
        </span>
      ))}
    </p>
  )
}

/** The four layers against each other over the range. */
export function RebasedPanel({ snapshot, range, weighting, scope }: RebasedPanelProps) {
  const isNarrow = useIsNarrow()
  const [isTableShown, setIsTableShown] = useState(false)
  const shown = seriesRange(range)
  const { data: series, error } = useQuery(seriesQuery({ range: shown, weighting, scope }))
  const lines = series === undefined ? [] : chartLines(series, snapshot.layers)
  const isDrawable = series !== undefined && lines.some(({ reason }) => reason === null)
  return (
    <figure className="chart-panel" aria-labelledby="rebased-title" aria-describedby={IN_WORDS_ID}>
      <figcaption className="panel-head">
        <h2 id="rebased-title">Layers rebased to 100, {RANGE_WORDS[series?.range ?? shown]}</h2>
        {range === '1h' && <small>there is no 1 h series, so the day is shown</small>}
        <button
          type="button"
          className="quiet-button"
          aria-expanded={isTableShown}
          disabled={!isDrawable}
          onClick={() => setIsTableShown(!isTableShown)}
        >
          {isTableShown ? 'Hide table' : 'Show table'}
        </button>
      </figcaption>
      <ChartKey lines={lines} />
      <div className="chart-box">
        {series === undefined && error === null && <ChartSkeleton />}
        {series === undefined && error !== null && (
          <p className="empty">The lines could not be had: {error.message}.</p>
        )}
        {series !== undefined && !isDrawable && (
          <p className="empty">No line over this range is known yet.</p>
        )}
        {isDrawable && (
          <RebasedChart times={series.times} lines={lines} range={series.range} isNarrow={isNarrow} />
        )}
      </div>
      {series !== undefined && <SeriesNotes series={series} lines={lines} />}
      {isTableShown && isDrawable && <SeriesTable series={series} lines={lines} />}
    </figure>
  )
}
