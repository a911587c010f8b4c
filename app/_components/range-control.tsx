import { Segmented } from '#app/_components/segmented'
import { BOARD_RANGES, type BoardRange } from '#lib/client/view/view-params'

interface RangeControlProps {
  range: BoardRange
  known: ReadonlySet<BoardRange>
  onChange: (range: BoardRange) => void
}

/** A range nobody has a return for cannot be chosen. */
export function RangeControl({ range, known, onChange }: RangeControlProps) {
  const options = BOARD_RANGES.map((value) => ({
    value,
    label: value,
    disabledReason: known.has(value) ? undefined : `no layer's ${value} return is known`,
  }))
  return <Segmented label="Range" value={range} options={options} onChange={onChange} />
}
