import { memo } from 'react'
import { BreadthFigure } from '#app/_components/breadth-figure'
import { Freshness } from '#app/_components/freshness'
import { HeadlineReturn } from '#app/_components/headline-return'
import { MetricLink } from '#app/_components/metric-link'
import { NumberText } from '#app/_components/number-text'
import { VolatilityText } from '#app/_components/volatility-text'
import type { BoardRange } from '#lib/client/view/view-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatCompact } from '#lib/core/format/format-compact'
import { breadth } from '#lib/core/metrics/labels/layer-labels'
import { layerReturn } from '#lib/core/metrics/labels/return-labels'
import { marketCap } from '#lib/core/metrics/labels/size-labels'
import { layerVolatility } from '#lib/core/metrics/labels/volatility-labels'

interface SectorLineProps {
  snapshot: Snapshot
  range: BoardRange
  /** The server answered the last request. */
  isConnected: boolean
}

/** The sector in one line: its return, size, breadth and volatility, and how fresh all of it is. */
export const SectorLine = memo(function SectorLine({ snapshot, range, isConnected }: SectorLineProps) {
  const { sector, currency } = snapshot
  return (
    <div className="sector-line">
      <div className="sector-title">
        <h1>AI crypto by layer</h1>
        <Freshness snapshot={snapshot} isConnected={isConnected} />
      </div>
      <dl className="stats">
        <div className="stat-main">
          <dt>
            <MetricLink metric={{ ...layerReturn, window: `rolling ${RANGE_WORDS[range]}` }}>
              {`Sector, ${RANGE_WORDS[range]}`}
            </MetricLink>
          </dt>
          <dd>
            <HeadlineReturn value={sector.returns[range]} />
          </dd>
        </div>
        <div>
          <dt>
            <MetricLink metric={marketCap}>{marketCap.name}</MetricLink>
          </dt>
          <dd>
            <NumberText value={formatCompact(sector.marketCap, currency)} />
          </dd>
        </div>
        <div>
          <dt>
            <MetricLink metric={breadth}>{`${breadth.name}, 24 h`}</MetricLink>
          </dt>
          <dd>
            <BreadthFigure breadth={sector.breadth24h} />
          </dd>
        </div>
        <div>
          <dt>
            <MetricLink metric={layerVolatility}>
              {`${layerVolatility.shortName}, ${layerVolatility.unit}`}
            </MetricLink>
          </dt>
          <dd>
            <VolatilityText volatility={sector.volatility30d} />
          </dd>
        </div>
      </dl>
    </div>
  )
})
