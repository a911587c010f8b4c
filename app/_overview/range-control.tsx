import { BOARD_RANGES, type BoardRange } from '#lib/client/view-params'

interface RangeControlProps {
  range: BoardRange
  known: ReadonlySet<BoardRange>
  onChange: (range: BoardRange) => void
}

/** Native radio buttons drawn as one segmented control. A range nobody has a return for cannot be chosen. */
export function RangeControl({ range, known, onChange }: RangeControlProps) {
  return (
    <div className="segmented" role="radiogroup" aria-label="Range">
      {BOARD_RANGES.map((candidate) => {
        const isKnown = known.has(candidate)
        return (
          <label key={candidate} title={isKnown ? undefined : `No layer's ${candidate} return is known`}>
            <input
              type="radio"
              name="range"
              value={candidate}
              checked={candidate === range}
              disabled={!isKnown && candidate !== range}
              onChange={() => onChange(candidate)}
            />
            <span>{candidate}</span>
          </label>
        )
      })}
    </div>
  )
}
