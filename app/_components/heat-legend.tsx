import { BOARD_RANGES } from '#lib/client/view/view-params'
import { HEAT_LIMITS } from '#lib/client/words/heat-step'
import { formatShare } from '#lib/core/format/format-percent'

const STEPS = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]

/** The one scale behind every coloured return: symmetric, fixed per range. */
export function HeatLegend() {
  return (
    <div className="heat-legend">
      <span>falls</span>
      <span className="heat-strip" aria-hidden>
        {STEPS.map((step) => (
          <i key={step} className={`heat${step}`} />
        ))}
      </span>
      <span>rises</span>
      <span className="heat-limits">
        full colour from{' '}
        {BOARD_RANGES.map((range) => (
          <span key={range} className="num">
            ±{formatShare(HEAT_LIMITS[range]).text} <b>{range}</b>
          </span>
        ))}
      </span>
    </div>
  )
}
