import { memo } from 'react'
import { LayerBand } from '#app/_overview/layer-band'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view-params'
import { RANGE_WORDS } from '#lib/client/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'

/** The stack itself, top layer on top. */
export const LayerBands = memo(function LayerBands({
  snapshot,
  range,
}: {
  snapshot: Snapshot
  range: BoardRange
}) {
  const topFirst = snapshot.layers.toSorted((a, b) => b.rank - a.rank)
  const symbolOf = new Map(snapshot.tokens.map(({ id, symbol }) => [id, symbol]))
  return (
    <section className="bands" aria-label="Layers">
      <div className="band-heads" aria-hidden>
        <span>Layer, top of the stack first</span>
        <span>Return {RANGE_WORDS[range]}</span>
        <span className="band-returns">
          {BOARD_RANGES.map((column) => (
            <span key={column} className={column === range ? 'on' : undefined}>
              {column} %
            </span>
          ))}
        </span>
        <span>Last 7 days</span>
        <span>Vol 30d ann.</span>
        <span>Breadth 24h</span>
        <span>Cap, share</span>
        <span>Moved most, {RANGE_WORDS[range]}</span>
      </div>
      {topFirst.map((layer) => (
        <LayerBand
          key={layer.id}
          layer={layer}
          range={range}
          currency={snapshot.currency}
          symbolOf={symbolOf}
        />
      ))}
    </section>
  )
})
