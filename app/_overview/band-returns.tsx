import { ReturnDigits } from '#app/_components/return-digits'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view/view-params'
import { heatStep } from '#lib/client/words/heat-step'
import { FULL_COVERAGE } from '#lib/core/analytics/coverage'
import type { LayerFigures } from '#lib/core/contract/snapshot'
import { formatShare } from '#lib/core/format/format-percent'

interface BandReturnsProps {
  layer: Pick<LayerFigures, 'returns' | 'returnsCoverage'>
  range: BoardRange
}

/** All returns of a layer side by side, the chosen range marked; a figure on part of the layer is marked provisional. */
export function BandReturns({ layer: { returns, returnsCoverage }, range }: BandReturnsProps) {
  return (
    <dl className="band-returns">
      {BOARD_RANGES.map((column) => {
        const coverage = returnsCoverage[column]
        const isProvisional = returns[column] !== null && coverage !== null && coverage < FULL_COVERAGE
        return (
          <div key={column} className={column === range ? 'on' : undefined}>
            <dt>{column}</dt>
            <dd
              className={`heat${heatStep(returns[column], column) ?? '-unknown'}${isProvisional ? ' provisional' : ''}`}
              title={
                isProvisional
                  ? `Provisional: ${formatShare(coverage).text} of the market cap is covered`
                  : undefined
              }
            >
              <ReturnDigits value={returns[column]} />
              {isProvisional && <span className="sr-only"> provisional</span>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
