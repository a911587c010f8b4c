import { memo } from 'react'
import { LayerBand } from '#app/_overview/layer-band'
import { layerViewHref } from '#lib/client/layer/layer-view-href'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view/view-params'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { breadth } from '#lib/core/metrics/labels/layer-labels'
import { contribution, layerReturn, weekLine } from '#lib/core/metrics/labels/return-labels'
import { marketCap, marketShare } from '#lib/core/metrics/labels/size-labels'
import { layerVolatility } from '#lib/core/metrics/labels/volatility-labels'
import { metricTitle } from '#lib/core/metrics/metric-title'

/** The stack itself, top layer on top. */
export const LayerBands = memo(function LayerBands({
  snapshot,
  range,
}: {
  snapshot: Snapshot
  range: BoardRange
}) {
  const { weighting, scope } = snapshot
  const topFirst = snapshot.layers.toSorted((a, b) => b.rank - a.rank)
  const symbolOf = new Map(snapshot.tokens.map(({ id, symbol }) => [id, symbol]))
  return (
    <section className="bands" aria-label="Layers">
      <div className="band-heads" aria-hidden>
        <span>Layer, top of the stack first</span>
        <span title={metricTitle({ ...layerReturn, window: `rolling ${range}` })}>
          {layerReturn.shortName} {RANGE_WORDS[range]}
        </span>
        <span className="band-returns">
          {BOARD_RANGES.map((column) => (
            <span key={column} className={column === range ? 'on' : undefined}>
              {column} {layerReturn.unit}
            </span>
          ))}
        </span>
        <span title={metricTitle(weekLine)}>{weekLine.shortName}</span>
        <span title={metricTitle(layerVolatility)}>{layerVolatility.shortName} ann.</span>
        <span title={metricTitle(breadth)}>{breadth.shortName} 24h</span>
        <span title={metricTitle(marketCap)}>
          {marketCap.shortName}, {marketShare.shortName.toLowerCase()}
        </span>
        <span title={metricTitle(contribution)}>Moved most, {RANGE_WORDS[range]}</span>
      </div>
      {topFirst.map((layer) => (
        <LayerBand
          key={layer.id}
          layer={layer}
          href={layerViewHref(layer.id, { range, weighting, scope })}
          range={range}
          currency={snapshot.currency}
          symbolOf={symbolOf}
        />
      ))}
    </section>
  )
})
