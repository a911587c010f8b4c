'use client'

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  YAxis,
} from 'recharts'
import { CursorReport } from '#app/_charts/cursor-report'
import { EndLabels } from '#app/_charts/end-labels'
import { TimeAxis } from '#app/_charts/time-axis'
import { TimeTooltip } from '#app/_charts/time-tooltip'
import { usePin } from '#app/_charts/use-pin'
import type { ChartBox } from '#lib/core/chart/chart-box'
import { valueTickLabel } from '#lib/core/chart/tick-label'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { lineRows } from '#lib/core/chart/time/line-rows'
import { type ScaleKind, type ValueScale, valueScale } from '#lib/core/chart/value-scale'
import type { Unit } from '#lib/core/format/format-unit'
import type { SeriesRange } from '#lib/core/market/window'

export interface TimePaneProps {
  name: string
  box: ChartBox
  times: readonly number[]
  /** Of `times`, those drawn. */
  steps: readonly number[]
  lines: readonly ChartLine[]
  range: SeriesRange
  unit: Unit
  scale: ScaleKind
  baseline: number | null
  /** What a single line is filled to: the bottom, or 0 at the top. */
  fill: 'below' | 'above' | null
  suspects: readonly { time: number; price: number }[]
  syncId: string
  /** IANA zone of clock times; days stay days of UTC. */
  zone: string
  /** Room at the right for values, and names where they are shown, px. */
  room: number
  hasNames: boolean
  /** Only the lowest pane names the times. */
  hasTimes: boolean
}

/** Panes over each other start at the same place, whatever their unit. */
const AXIS_ROOM = 64

/** One of several panes over the same times; what is below or above the line may be filled. */
export function TimePane(props: TimePaneProps) {
  const { name, box, times, lines, range, unit, scale, baseline, hasNames, hasTimes } = props
  const { pin, onClick, onPoint } = usePin()
  const axis = valueScale(
    lines.flatMap(({ values }) => values),
    { kind: scale, include: baseline },
  )
  const [from, to] = [times[0], times.at(-1)]
  if (axis === null || from === undefined || to === undefined) return null
  const isLow = box.height < 140
  return (
    <ComposedChart
      aria-label={name}
      width={box.width}
      height={box.height}
      data={lineRows(times, props.steps, lines, scale)}
      margin={{ top: 8, bottom: hasTimes ? 0 : 8, left: 0, right: props.room }}
      syncId={props.syncId}
      syncMethod="value"
      onClick={onClick}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <TimeAxis
        from={from}
        to={to}
        range={range}
        isNarrow={box.isNarrow}
        isHidden={!hasTimes}
        zone={props.zone}
      />
      <YAxis
        scale={scale}
        domain={[axis.low, axis.high]}
        ticks={isLow ? axis.ticks.filter((_, at) => (axis.ticks.length - 1 - at) % 2 === 0) : axis.ticks}
        interval={0}
        tickFormatter={(value: number) => valueTickLabel(value, unit)}
        tickLine={false}
        axisLine={false}
        width={AXIS_ROOM}
      />
      {baseline !== null && <ReferenceLine y={baseline} stroke="var(--line-strong)" />}
      <Tooltip
        content={<TimeTooltip times={times} lines={lines} unit={unit} pinned={pin} zone={props.zone} />}
        cursor={{ className: 'chart-cursor' }}
        isAnimationActive={false}
        {...(pin === null ? {} : { active: true })}
      />
      {pin !== null && <ReferenceLine x={pin} stroke="var(--accent)" />}
      {lines.map((line) => drawLine(line, props, axis))}
      {props.suspects.map(({ time, price }) => (
        <ReferenceDot
          key={time}
          className="suspect-dot"
          x={time}
          y={Math.min(axis.high, Math.max(axis.low, price))}
          r={3.5}
        />
      ))}
      <EndLabels lines={lines} unit={unit} areNamesShown={hasNames} />
      <CursorReport onCursor={onPoint} />
    </ComposedChart>
  )
}

const WIDTH: Readonly<Record<ChartLine['kind'], number>> = {
  token: 1.75,
  layer: 1.5,
  sector: 1.5,
  benchmark: 1,
}

function drawLine(line: ChartLine, { fill }: TimePaneProps, { low, high }: ValueScale) {
  const colour =
    fill === 'above' ? 'var(--down)' : line.kind === 'token' ? 'var(--text)' : `var(--hue-${line.hue})`
  const style = {
    dataKey: line.key,
    stroke: colour,
    strokeWidth: fill === 'above' ? 1.25 : WIDTH[line.kind],
    type: 'linear',
    dot: false,
    activeDot: { r: 3, fill: colour, stroke: 'var(--ground)', strokeWidth: 1.5 },
    isAnimationActive: false,
  } as const
  if (fill === null) {
    const dash = line.kind === 'benchmark' ? { strokeDasharray: '3 3' } : {}
    return <Line key={line.key} {...style} {...dash} />
  }
  return (
    <Area
      key={line.key}
      {...style}
      fill={colour}
      fillOpacity={fill === 'above' ? 0.16 : 0.06}
      baseValue={fill === 'above' ? high : low}
    />
  )
}
