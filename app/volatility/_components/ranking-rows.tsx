'use client'

import Link from 'next/link'
import { RankingBars } from '#app/_charts/ranking-bars'
import { useSharedValue } from '#lib/client/browser/use-shared-value'
import { highlightHandlers, type LinkedView } from '#lib/client/volatility/linked-view'
import type { ChartBox } from '#lib/core/chart/chart-box'
import { bracketColumns } from '#lib/core/chart/comparison/bracket-columns'
import { type ComparedEntity, valueOn } from '#lib/core/chart/comparison/compared-entity'
import { historyWords } from '#lib/core/format/briefs/history-words'
import { formatUtcDate } from '#lib/core/format/format-time'
import { formatPercentile, formatVolatility } from '#lib/core/format/format-volatility'
import { volatilityBand, volatilityPercentile } from '#lib/core/metrics/labels/volatility-labels'
import type { MetricLabel } from '#lib/core/metrics/metric'
import { metricHref, metricTitle } from '#lib/core/metrics/metric-title'

interface RankingRowsProps {
  box: ChartBox
  rowHeight: number
  ranked: readonly ComparedEntity[]
  unknown: readonly ComparedEntity[]
  /** Places in `ranked`. */
  runs: readonly { first: number; last: number }[]
  linked: LinkedView
  onFocus: (key: string) => void
}

const NAME_PART = 0.38
const WIDEST_NAME = 190
const NARROW_NAME = 84
const LONGEST_NAME = 24
const FIGURES = 138
const BRACKET = 9
const HEAD = 22

/** Rows of name, bar with band, value, own year and n; the bars are one drawing behind them. */
export function RankingRows(props: RankingRowsProps) {
  const { box, rowHeight, ranked, unknown, runs, linked, onFocus } = props
  const cursor = useSharedValue(linked.cursor)
  const highlight = useSharedValue(linked.highlight)
  const brackets = bracketColumns(runs)
  const bracketRoom = (Math.max(-1, ...brackets.map(({ column }) => column)) + 1) * BRACKET + 6
  const nameWidth = box.isNarrow ? NARROW_NAME : Math.min(WIDEST_NAME, Math.round(box.width * NAME_PART))
  const barWidth = Math.max(60, box.width - nameWidth - bracketRoom - FIGURES)
  return (
    <div
      className="ranking"
      style={{ '--name': `${nameWidth}px`, '--row': `${rowHeight}px` } as React.CSSProperties}
    >
      <p className="ranking-head" style={{ height: HEAD }}>
        <span>{cursor === null ? '' : `¦ ${formatUtcDate(new Date(cursor).toISOString())}`}</span>
        <Head metric={volatilityBand}>Vol ± band</Head>
        <Head metric={volatilityPercentile}>Own year</Head>
        <span>n</span>
      </p>
      <RankingBars
        left={nameWidth}
        top={HEAD}
        width={barWidth}
        bracketRoom={bracketRoom}
        rowHeight={rowHeight}
        brackets={brackets}
        highlight={highlight}
        rows={ranked.map((member) => ({
          key: member.key,
          hue: member.hue,
          kind: member.kind,
          current: member.figures.current,
          low: member.figures.low,
          high: member.figures.high,
          marked: valueOn(member, cursor),
        }))}
      />
      <ol>
        {[...ranked, ...unknown].map((member) => (
          <RankingRow
            key={member.key}
            member={member}
            isFaded={highlight !== null && highlight !== member.key}
            linked={linked}
            isNarrow={box.isNarrow}
            onFocus={onFocus}
          />
        ))}
      </ol>
    </div>
  )
}

function Head({ metric, children }: { metric: MetricLabel; children: string }) {
  return (
    <Link href={metricHref(metric)} prefetch={false} title={metricTitle(metric)}>
      {children}
    </Link>
  )
}

interface RankingRowProps {
  member: ComparedEntity
  isFaded: boolean
  isNarrow: boolean
  linked: LinkedView
  onFocus: (key: string) => void
}

function RankingRow({ member, isFaded, isNarrow, linked, onFocus }: RankingRowProps) {
  const { key, name, short, kind, hue, figures } = member
  const { current, low, high, percentile, n } = figures
  const value = formatVolatility(current)
  const band =
    low === null || high === null
      ? 'band unknown'
      : `95 % band ${formatVolatility(low).text} to ${formatVolatility(high).text}`
  return (
    <li className={isFaded ? 'is-faded' : undefined} {...highlightHandlers(linked, key)}>
      <button type="button" title={`Cone of ${name}`} onClick={() => onFocus(key)}>
        <i className={`dot hue-${hue} key-${kind}`} aria-hidden />
        <span>{isNarrow || name.length > LONGEST_NAME ? short : name}</span>
      </button>
      {current === null ? (
        <span className="ranking-unknown">— {historyWords(figures)}</span>
      ) : (
        <>
          <span className="num" title={`${value.full}, ${band}`}>
            {value.text}
            <span className="sr-only">, {band}</span>
          </span>
          <span
            className="num ranking-pct"
            title={percentile === null ? 'fewer than 60 earlier values' : undefined}
          >
            {percentile === null ? '—' : formatPercentile(percentile).text}
          </span>
          <span className="num ranking-n">{n}</span>
        </>
      )}
    </li>
  )
}
