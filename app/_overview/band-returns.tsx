import { ReturnDigits } from '#app/_components/return-digits'
import { heatStep } from '#lib/client/heat-step'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view-params'
import type { LayerFigures } from '#lib/core/contract/snapshot'

/** All returns of a layer side by side, the chosen range marked. */
export function BandReturns({ returns, range }: { returns: LayerFigures['returns']; range: BoardRange }) {
  return (
    <dl className="band-returns">
      {BOARD_RANGES.map((column) => (
        <div key={column} className={column === range ? 'on' : undefined}>
          <dt>{column}</dt>
          <dd className={`heat${heatStep(returns[column], column) ?? '-unknown'}`}>
            <ReturnDigits value={returns[column]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
