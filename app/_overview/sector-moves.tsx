import { memo } from 'react'
import { MetricLink } from '#app/_components/metric-link'
import { ScreenLink } from '#app/_components/screen-link'
import { type ContributionRow, contributionRows } from '#lib/client/overview/contribution-rows'
import { tokenHref } from '#lib/client/view/screen-href'
import type { BoardRange } from '#lib/client/view/view-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatPercent, formatPoints } from '#lib/core/format/format-percent'
import { contribution } from '#lib/core/metrics/labels/return-labels'

/** Contributions that sum to the sector's return over the range. */
export const SectorMoves = memo(function SectorMoves({
  snapshot,
  range,
}: {
  snapshot: Snapshot
  range: BoardRange
}) {
  const { sector } = snapshot
  const rows = contributionRows(sector, range)
  const largest = Math.max(...rows.map(({ value }) => Math.abs(value)), Number.MIN_VALUE)
  return (
    <section className="moves" aria-labelledby="moves-title">
      <h2 id="moves-title">
        What moved it{' '}
        <small>
          sector, {RANGE_WORDS[range]}, <MetricLink metric={contribution}>percentage points</MetricLink>
        </small>
      </h2>
      {rows.length === 0 ? (
        <p className="empty">No contribution over {RANGE_WORDS[range]} is known.</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <MoveRow key={row.id ?? ''} row={row} largest={largest} snapshot={snapshot} />
          ))}
          <li className="move-total">
            <span>Sector</span>
            <span className="num">{formatPercent(sector.returns[range]).text}</span>
          </li>
        </ul>
      )}
    </section>
  )
})

interface MoveRowProps {
  row: ContributionRow
  largest: number
  snapshot: Snapshot
}

function MoveRow({ row: { id, value }, largest, snapshot }: MoveRowProps) {
  const token = snapshot.tokens.find((candidate) => candidate.id === id)
  const layer = snapshot.layers.find((candidate) => candidate.id === token?.layer)
  const points = formatPoints(value)
  const width = (50 * Math.abs(value)) / largest
  return (
    <li>
      <span className="move-name" title={token?.name}>
        <i className={`dot hue-${layerHue(layer?.rank ?? null)}`} />
        {id === null ? (
          'All others'
        ) : (
          <ScreenLink className="name-link" href={tokenHref(id)}>
            {token?.name ?? id}
          </ScreenLink>
        )}
      </span>
      <svg width="100%" height="12" aria-hidden>
        <rect
          className={value < 0 ? 'bar-down' : 'bar-up'}
          x={`${(value < 0 ? 50 - width : 50).toFixed(2)}%`}
          width={`${width.toFixed(2)}%`}
          height="12"
        />
        <line className="bar-zero" x1="50%" x2="50%" y2="12" />
      </svg>
      <span className="num" title={points.full}>
        {points.text}
      </span>
    </li>
  )
}
