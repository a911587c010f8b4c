import type { ChartBox } from '#lib/core/chart/chart-box'
import { placeOn } from '#lib/core/chart/place-on'
import { spreadLabels } from '#lib/core/chart/spread-labels'
import { valueTickLabel } from '#lib/core/chart/tick-label'
import { valueScale } from '#lib/core/chart/value-scale'
import type { ConeRow } from '#lib/core/contract/volatility'
import { formatVolatility } from '#lib/core/format/format-volatility'

interface ConeChartProps {
  box: ChartBox
  name: string
  /** Number of the member's hue; `null` is that of text. */
  hue: number | null
  rows: readonly ConeRow[]
  /** The value of another day at one horizon. */
  mark: { horizon: number; value: number; text: string } | null
}

const LEFT = 48
const TOP = 10
const BOTTOM = 38
const LABEL_ROOM = 76
const NARROW_LABEL_ROOM = 44
/** Below it the words under the horizons touch each other. */
const SMALL = 420
/** Room of a value beside its point. */
const VALUE_ROOM = 56

type Key = 'min' | 'p10' | 'p25' | 'p50' | 'p75' | 'p90' | 'max'
const KEY_NAMES: readonly [Key, string][] = [
  ['max', 'max'],
  ['p90', '90 %'],
  ['p75', '75 %'],
  ['p50', 'median'],
  ['p25', '25 %'],
  ['p10', '10 %'],
  ['min', 'min'],
]

/** Bands of the usual volatility per horizon, and today's as a point on them. */
export function ConeChart({ box, name, hue, rows, mark }: ConeChartProps) {
  const known = rows.flatMap(({ min, p50, max, current }) => [min, p50, max, current])
  const scale = valueScale([...known, mark?.value ?? null], { kind: 'linear', include: 0 })
  if (scale === null) return null
  const isSmall = box.isNarrow || box.width < SMALL
  const right = box.width - (isSmall ? NARROW_LABEL_ROOM : LABEL_ROOM)
  const bottom = box.height - BOTTOM
  const step = (right - LEFT) / Math.max(1, rows.length)
  const x = (at: number) => LEFT + (at + 0.5) * step
  const y = (value: number) => bottom - placeOn(scale, value) * (bottom - TOP)
  const line = (key: Key) =>
    rows.flatMap((row, at) => (row[key] === null ? [] : [`${x(at)} ${y(row[key])}`])).join('L')
  const area = (low: Key, high: Key) => {
    const back = line(low).split('L').toReversed().join('L')
    return `M${line(high)}L${back}Z`
  }
  const last = rows.at(-1)
  const ends = new Map(
    KEY_NAMES.flatMap(([key]) => {
      const value = last?.[key] ?? null
      return value === null ? [] : [[key, y(value)] as const]
    }),
  )
  const labels = spreadLabels(ends, { top: TOP, bottom, gap: 12 })
  const marked = rows.findIndex(({ horizon }) => horizon === mark?.horizon)
  return (
    <svg
      className={`cone-chart ${hue === null ? 'hue-text' : `hue-${hue}`}`}
      width={box.width}
      height={box.height}
      role="img"
      aria-label={name}
    >
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-grid" x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 8} y={y(tick)} textAnchor="end" dominantBaseline="central">
            {valueTickLabel(tick, 'volatility')}
          </text>
        </g>
      ))}
      <path className="cone-wide" d={area('p10', 'p90')} />
      <path className="cone-inner" d={area('p25', 'p75')} />
      <path className="cone-edge" d={`M${line('min')}M${line('max')}`} />
      <path className="cone-median" d={`M${line('p50')}`} />
      {labels.map(({ key, wanted, placed }) => (
        <g key={key}>
          <path
            className="cone-leader"
            d={`M${x(rows.length - 1) + 2} ${wanted}L${x(rows.length - 1) + 14} ${placed}`}
          />
          <text className="cone-label" x={x(rows.length - 1) + 17} y={placed} dominantBaseline="central">
            {KEY_NAMES.find(([one]) => one === key)?.[1]}
          </text>
        </g>
      ))}
      {rows.map(({ horizon, independent, current }, at) => (
        <g key={horizon}>
          <text className="cone-horizon" x={x(at)} y={bottom + 16} textAnchor="middle">
            {horizon} d
          </text>
          <text x={x(at)} y={bottom + 31} textAnchor="middle">
            {isSmall ? `${independent} indep.` : `${independent} independent`}
          </text>
          {current !== null && (
            <>
              <circle className="cone-today" cx={x(at)} cy={y(current)} r={4.5} />
              <text
                className="cone-value"
                x={x(at) - LEFT < VALUE_ROOM ? x(at) + 9 : x(at) - 9}
                y={y(current)}
                textAnchor={x(at) - LEFT < VALUE_ROOM ? 'start' : 'end'}
                dominantBaseline="central"
              >
                {formatVolatility(current).text}
              </text>
            </>
          )}
        </g>
      ))}
      {mark !== null && marked >= 0 && (
        <g>
          <path className="cursor-mark" d={`M${x(marked) - 14} ${y(mark.value)}h28`} />
          <text className="cursor-text" x={right} y={TOP + 6} textAnchor="end" dominantBaseline="central">
            {mark.text}
          </text>
        </g>
      )}
    </svg>
  )
}
