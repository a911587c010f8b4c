import type { PlacedBracket } from '#lib/core/chart/comparison/bracket-columns'
import { placeOn } from '#lib/core/chart/place-on'
import { valueTickLabel } from '#lib/core/chart/tick-label'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { type ValueScale, valueScale } from '#lib/core/chart/value-scale'

export interface RankingBar {
  key: string
  kind: ChartLine['kind']
  hue: number
  current: number | null
  low: number | null
  high: number | null
  /** Value of the day under the cursor. */
  marked: number | null
}

interface RankingBarsProps {
  left: number
  top: number
  /** Of the bars, px; the brackets stand to their right. */
  width: number
  bracketRoom: number
  rowHeight: number
  rows: readonly RankingBar[]
  brackets: readonly PlacedBracket[]
  highlight: string | null
}

const BAR = 8
const CAP = 4
const BRACKET_STEP = 9

/** A bar from 0 to each value, the axis above them, with its band over it, and brackets around rows that cannot be told apart. */
export function RankingBars(props: RankingBarsProps) {
  const { left, top, width, bracketRoom, rowHeight, rows, brackets, highlight } = props
  const scale = valueScale(
    rows.flatMap(({ current, high, marked }) => [current, high, marked]),
    { kind: 'linear', include: 0 },
  )
  if (scale === null) return null
  const height = rows.length * rowHeight
  const x = (value: number) => placeOn(scale, value) * (width - 8) + 4
  return (
    <svg
      className="ranking-bars"
      style={{ left, top }}
      width={width + bracketRoom}
      height={height}
      aria-hidden
    >
      <Axis scale={scale} x={x} height={height} isDense={width < 150} />
      {rows.map((row, at) => (
        <g key={row.key} opacity={highlight === null || highlight === row.key ? 1 : 0.35}>
          <Bar row={row} x={x} middle={(at + 0.5) * rowHeight} />
        </g>
      ))}
      {brackets.map(({ first, last, column }) => {
        const edge = width + 4 + column * BRACKET_STEP
        const [from, to] = [first * rowHeight + 6, (last + 1) * rowHeight - 6]
        return <path key={`${first} ${last}`} className="bracket" d={`M${edge} ${from}h4V${to}h-4`} />
      })}
    </svg>
  )
}

interface AxisProps {
  scale: ValueScale
  x: (value: number) => number
  height: number
  isDense: boolean
}

function Axis({ scale, x, height, isDense }: AxisProps) {
  const ticks = isDense ? [scale.ticks[0], scale.ticks.at(-1)] : scale.ticks.filter((_, at) => at % 2 === 0)
  return ticks.map((tick) =>
    tick === undefined ? null : (
      <g key={tick}>
        <line className="chart-grid" x1={x(tick)} x2={x(tick)} y1={0} y2={height} />
        <text x={x(tick)} y={-8} textAnchor={tick === scale.low ? 'start' : 'end'}>
          {valueTickLabel(tick, 'volatility')}
        </text>
      </g>
    ),
  )
}

function Bar({ row, x, middle }: { row: RankingBar; x: (value: number) => number; middle: number }) {
  const { current, low, high, marked, hue, kind } = row
  if (current === null) return null
  return (
    <g className={`hue-${hue} mark-${kind}`}>
      <rect className="bar" x={x(0)} width={x(current) - x(0)} y={middle - BAR / 2} height={BAR} rx={1} />
      {low !== null && high !== null && (
        <path
          className="whisker"
          d={`M${x(low)} ${middle}H${x(high)}M${x(low)} ${middle - CAP}v${2 * CAP}M${x(high)} ${middle - CAP}v${2 * CAP}`}
        />
      )}
      {marked !== null && <path className="cursor-mark" d={`M${x(marked)} ${middle - 10}v20`} />}
    </g>
  )
}
