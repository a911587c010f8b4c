import type { ChartBox } from '#lib/core/chart/chart-box'
import { isoSharpeLines } from '#lib/core/chart/comparison/iso-sharpe-lines'
import { placeLabels } from '#lib/core/chart/comparison/place-labels'
import { placeOn } from '#lib/core/chart/place-on'
import { valueTickLabel } from '#lib/core/chart/tick-label'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { type ValueScale, valueScale } from '#lib/core/chart/value-scale'
import { formatRatio } from '#lib/core/format/format-ratio'

export interface RiskReturnPoint {
  key: string
  label: string
  kind: ChartLine['kind']
  hue: number
  deviation: number | null
  meanReturn: number | null
}

interface RiskReturnChartProps {
  box: ChartBox
  name: string
  points: readonly RiskReturnPoint[]
  areSharpeLinesShown: boolean
  highlight: string | null
  onHighlight: (key: string | null) => void
}

const LEFT = 56
const RIGHT = 24
const TOP = 10
const BOTTOM = 38
/** Of a letter at 11 px, for the room of a name. */
const LETTER = 6.4

interface Axes {
  x: ValueScale
  y: ValueScale
  px: (deviation: number) => number
  py: (meanReturn: number) => number
}

/** Deviation to the right, mean return up; a line from the origin has one Sharpe ratio. */
export function RiskReturnChart(props: RiskReturnChartProps) {
  const { box, name, points, areSharpeLinesShown, highlight, onHighlight } = props
  const axes = axesOf(points, box)
  if (axes === null) return null
  const { px, py } = axes
  const placed = points.flatMap((point) => {
    const { deviation, meanReturn } = point
    return deviation === null || meanReturn === null
      ? []
      : [{ ...point, x: px(deviation), y: py(meanReturn) }]
  })
  const inner = { width: box.width - 2, height: box.height - BOTTOM }
  const labels = placeLabels(
    placed.map(({ key, label, x, y }) => ({ key, x, y, width: label.length * LETTER + 4 })),
    inner,
  )
  return (
    <svg className="risk-chart" width={box.width} height={box.height} role="img" aria-label={name}>
      <Grid axes={axes} box={box} />
      {areSharpeLinesShown && <SharpeLines axes={axes} />}
      {placed.map((point) => {
        const label = labels.find(({ key }) => key === point.key)
        const isFaded = highlight !== null && highlight !== point.key
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: pointing only brings it forward; rows and chips do so by keyboard
          <g
            key={point.key}
            className={`hue-${point.hue} mark-${point.kind}`}
            opacity={isFaded ? 0.3 : 1}
            onMouseEnter={() => onHighlight(point.key)}
            onMouseLeave={() => onHighlight(null)}
          >
            <circle className="risk-point" cx={point.x} cy={point.y} r={5} />
            <text className="risk-label" x={label?.x} y={label?.y} dominantBaseline="central">
              {point.label}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function axesOf(points: readonly RiskReturnPoint[], box: ChartBox): Axes | null {
  const options = { kind: 'linear', include: 0 } as const
  const x = valueScale(
    points.map(({ deviation }) => deviation),
    options,
  )
  const y = valueScale(
    points.map(({ meanReturn }) => meanReturn),
    options,
  )
  if (x === null || y === null) return null
  const [width, height] = [box.width - LEFT - RIGHT, box.height - TOP - BOTTOM]
  return {
    x,
    y,
    px: (deviation) => LEFT + placeOn(x, deviation) * width,
    py: (meanReturn) => TOP + (1 - placeOn(y, meanReturn)) * height,
  }
}

function Grid({ axes: { x, y, px, py }, box }: { axes: Axes; box: ChartBox }) {
  const [right, bottom] = [px(x.high), py(y.low)]
  const ticks = x.ticks.filter((_, at) => !box.isNarrow || at % 2 === 0)
  return (
    <>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'chart-zero' : 'chart-grid'}
            x1={LEFT}
            x2={right}
            y1={py(tick)}
            y2={py(tick)}
          />
          <text x={LEFT - 8} y={py(tick)} textAnchor="end" dominantBaseline="central">
            {valueTickLabel(tick, 'percent')}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={px(tick)} y={bottom + 16} textAnchor="middle">
          {valueTickLabel(tick, 'volatility')}
        </text>
      ))}
      <text className="axis-name" x={right} y={bottom + 31} textAnchor="end">
        deviation →
      </text>
      <text className="axis-name" x={LEFT} y={bottom + 31}>
        ↑ mean return
      </text>
    </>
  )
}

function SharpeLines({ axes: { x, y, px, py } }: { axes: Axes }) {
  return isoSharpeLines(x, y).map(({ ratio, from, to }) => (
    <g key={ratio} className="sharpe-line">
      <line x1={px(from.deviation)} y1={py(from.meanReturn)} x2={px(to.deviation)} y2={py(to.meanReturn)} />
      <text x={px(to.deviation) - 4} y={py(to.meanReturn) + (ratio < 0 ? -6 : 12)} textAnchor="end">
        {formatRatio(ratio).text.replace(/\.?0+$/, '')}
      </text>
    </g>
  ))
}
