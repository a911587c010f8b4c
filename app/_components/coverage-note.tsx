import type { BoardRange } from '#lib/client/view/view-params'
import { FULL_COVERAGE } from '#lib/core/analytics/coverage'
import type { LayerFigures } from '#lib/core/contract/snapshot'
import { formatShare } from '#lib/core/format/format-percent'
import { coverage as coverageLabel, staleWeight } from '#lib/core/metrics/labels/data-quality-labels'
import { metricTitle } from '#lib/core/metrics/metric-title'

const ALL = formatShare(1).text

/** What the layer's figures leave out; nothing when they leave out nothing. */
export function CoverageNote({ layer, range }: { layer: LayerFigures; range: BoardRange }) {
  const coverage = layer.returnsCoverage[range]
  // What rounds to all of it would only read as a contradiction.
  const isPartial = coverage !== null && formatShare(coverage).text !== ALL
  const hasStale = layer.staleWeight !== null && layer.staleWeight > 0
  if (!isPartial && !hasStale) return null
  return (
    <p className="coverage-note">
      {isPartial && (
        <span title={metricTitle(coverageLabel)}>
          {coverage < FULL_COVERAGE && <b>provisional </b>}
          {formatShare(coverage).text} covered
        </span>
      )}
      {hasStale && <span title={metricTitle(staleWeight)}>{formatShare(layer.staleWeight).text} stale</span>}
    </p>
  )
}
