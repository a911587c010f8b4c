'use client'

import { memo } from 'react'
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, YAxis } from 'recharts'
import { CursorReport } from '#app/_charts/cursor-report'
import { EndLabels } from '#app/_charts/end-labels'
import { TimeAxis } from '#app/_charts/time-axis'
import { TimeTooltip } from '#app/_charts/time-tooltip'
import { usePin } from '#app/_charts/use-pin'
import type { ChartBox } from '#lib/core/chart/chart-box'
import { valueTickLabel } from '#lib/core/chart/tick-label'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { drawnSteps } from '#lib/core/chart/time/drawn-steps'
import { lineRows } from '#lib/core/chart/time/line-rows'
import { type ScaleKind, valueScale } from '#lib/core/chart/value-scale'
import type { Unit } from '#lib/core/format/format-unit'
import type { SeriesRange } from '#lib/core/market/window'

export interface TimeChartProps {
  /** Names the picture for those who do not see it. */
  name: string
  box: ChartBox
  /** ms UTC, ascending. */
  times: readonly number[]
  lines: readonly ChartLine[]
  /** Sets the steps of the time axis. */
  range: SeriesRange
  unit: Unit
  scale?: ScaleKind
  /** A value with a line of its own that is always in sight, such as 100; `null` for none. */
  baseline?: number | null
  /** The key of the line the chart is about: stronger than its company. */
  lead?: string
  /** Days on which something began that the reader must know of. */
  marks?: readonly { time: number; text: string }[]
  /** The key of the line to bring forward; the others step back. */
  highlight?: string | null
  /** IANA zone of clock times; days stay days of UTC. */
  zone?: string
  /** Charts of one name move their cursors together. */
  syncId?: string
  onCursor?: (time: number | null) => void
}

const LABEL_ROOM = 200
/** Room for a value alone: '1,234.5', '132.3 %'. */
const narrowRoom = (unit: Unit) => (unit === 'volatility' || unit === 'percent' ? 66 : 52)
const NO_MARGIN = { top: 8, bottom: 0, left: 0 }

const STROKE = {
  layer: { strokeWidth: 1.75 },
  token: { strokeWidth: 1.75 },
  sector: { strokeWidth: 2.25 },
  benchmark: { strokeWidth: 1, strokeDasharray: '3 3' },
} as const

/** The CSS colour of a line: the sector has the ink of the text, everything else its hue. */
export function colourOf({ kind, hue }: ChartLine): string {
  return kind === 'sector' ? 'var(--text)' : `var(--hue-${hue})`
}

/** Lines over time, each named at its own end; what does not fit the pixels is left out, gaps stay gaps. */
export const TimeChart = memo(function TimeChart(props: TimeChartProps) {
  const { name, box, times, lines, range, unit, scale = 'linear', baseline = null, highlight = null } = props
  const { pin, onClick, onPoint } = usePin()
  const drawn = lines.filter(({ reason }) => reason === null)
  const values = drawn.map((line) => line.values)
  const axis = valueScale(values.flat(), { kind: scale, include: baseline })
  const from = times[0]
  const to = times.at(-1)
  if (axis === null || from === undefined || to === undefined) return null
  const steps = drawnSteps(times, values, Math.max(60, box.width))
  return (
    <LineChart
      aria-label={name}
      width={box.width}
      height={box.height}
      data={lineRows(times, steps, drawn, scale)}
      margin={{ ...NO_MARGIN, right: box.isNarrow ? narrowRoom(unit) : LABEL_ROOM }}
      syncMethod="value"
      {...(props.syncId === undefined ? {} : { syncId: props.syncId })}
      onClick={onClick}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <TimeAxis from={from} to={to} range={range} isNarrow={box.isNarrow} zone={props.zone} />
      <YAxis
        scale={scale}
        domain={[axis.low, axis.high]}
        ticks={axis.ticks}
        interval={0}
        tickFormatter={(value: number) => valueTickLabel(value, unit)}
        tickLine={false}
        axisLine={false}
        width={unit === 'price' ? 64 : 48}
      />
      {baseline !== null && <ReferenceLine y={baseline} stroke="var(--line-strong)" />}
      <Tooltip
        content={<TimeTooltip times={times} lines={drawn} unit={unit} pinned={pin} zone={props.zone} />}
        cursor={{ className: 'chart-cursor' }}
        isAnimationActive={false}
        {...(pin === null ? {} : { active: true })}
      />
      {props.marks?.map(({ time, text }) => (
        <ReferenceLine
          key={time}
          x={time}
          stroke="var(--text-3)"
          strokeDasharray="2 3"
          label={{ value: text, position: 'insideTopRight' }}
        />
      ))}
      {pin !== null && <ReferenceLine x={pin} stroke="var(--accent)" />}
      {drawn.map((line) => (
        <Line
          key={line.key}
          dataKey={line.key}
          stroke={colourOf(line)}
          strokeOpacity={highlight === null || highlight === line.key ? 1 : 0.25}
          {...STROKE[line.kind]}
          {...(props.lead === undefined ? {} : { strokeWidth: line.key === props.lead ? 2.5 : 1.25 })}
          type="linear"
          dot={false}
          activeDot={{ r: 3, fill: colourOf(line), stroke: 'var(--ground)', strokeWidth: 1.5 }}
          isAnimationActive={false}
        />
      ))}
      <EndLabels lines={drawn} unit={unit} areNamesShown={!box.isNarrow} />
      <CursorReport onCursor={onPoint} />
      {props.onCursor !== undefined && <CursorReport onCursor={props.onCursor} />}
    </LineChart>
  )
})
