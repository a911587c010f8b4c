import { CoverageNote } from '#app/_components/coverage-note'
import { HeadlineReturn } from '#app/_components/headline-return'
import { MetricLink } from '#app/_components/metric-link'
import { NumberText } from '#app/_components/number-text'
import { ScreenLink } from '#app/_components/screen-link'
import { VolatilityText } from '#app/_components/volatility-text'
import { layerHref } from '#lib/client/view/screen-href'
import type { BoardRange } from '#lib/client/view/view-params'
import { heatStep } from '#lib/client/words/heat-step'
import type { LayerFigures, Snapshot } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { formatPoints, formatShare } from '#lib/core/format/format-percent'
import { marketCap } from '#lib/core/metrics/labels/size-labels'
import { layerVolatility } from '#lib/core/metrics/labels/volatility-labels'

interface MapLayerHeadProps {
  figures: LayerFigures
  snapshot: Snapshot
  range: BoardRange
}

/** A layer's numbers above its tiles; in a what-if, how far each is from the shipped mapping's. */
export function MapLayerHead({ figures, snapshot, range }: MapLayerHeadProps) {
  const compared = snapshot.comparison?.find(({ id }) => id === figures.id)
  return (
    <header className="map-layer-head">
      <h2>
        <ScreenLink href={layerHref(figures.id)}>{figures.name}</ScreenLink>
      </h2>
      <p className={`layer-return heat${heatStep(figures.returns[range], range) ?? '-unknown'}`}>
        <HeadlineReturn value={figures.returns[range]} />
      </p>
      <Change value={compared?.returns[range].difference ?? null} of="return" />
      <dl>
        <div>
          <dt>
            <MetricLink metric={layerVolatility}>Vol 30d</MetricLink>
          </dt>
          <dd>
            <VolatilityText volatility={figures.volatility30d} />
          </dd>
          <Change value={compared?.volatility30d.difference ?? null} of="volatility" />
        </div>
        <div>
          <dt>
            <MetricLink metric={marketCap}>Cap</MetricLink>
          </dt>
          <dd>
            <NumberText value={formatCompact(figures.marketCap, snapshot.currency)} />
            <small className="num"> {formatShare(figures.share).text}</small>
          </dd>
          <Change value={compared?.share.difference ?? null} of="share" />
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            {figures.coveredCount}
            <small className="num"> of {figures.tokenCount}</small>
          </dd>
        </div>
      </dl>
      <CoverageNote layer={figures} range={range} />
    </header>
  )
}

/** How much the what-if changes a figure, in percentage points; nothing where it changes nothing. */
function Change({ value, of }: { value: number | null; of: string }) {
  if (value === null || value === 0) return null
  const { text, full } = formatPoints(value)
  return (
    <small className="what-if-change num" title={`${full} by this what-if`}>
      {text}
      <span className="sr-only"> of {of} by this what-if</span>
    </small>
  )
}
