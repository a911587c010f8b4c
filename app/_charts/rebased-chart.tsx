'use client'

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { EndLabels } from '#app/_charts/end-labels'
import { RebasedTooltip } from '#app/_charts/rebased-tooltip'
import type { ChartLine } from '#lib/core/chart/chart-lines'
import { levelScale, timeTicks } from '#lib/core/chart/chart-ticks'
import { levelTickLabel, timeTickLabel } from '#lib/core/chart/tick-label'
import type { SeriesRange } from '#lib/core/market/window'

interface RebasedChartProps {
  times: readonly number[]
  lines: readonly ChartLine[]
  range: SeriesRange
  /** A phone: names stand in the key above, every other time on the axis. */
  isNarrow: boolean
}

const LABEL_ROOM = 200
const NARROW_LABEL_ROOM = 52

const STROKE = {
  layer: { strokeWidth: 1.75 },
  sector: { strokeWidth: 2.25 },
  benchmark: { strokeWidth: 1, strokeDasharray: '3 3' },
} as const

function colourOf({ kind, hue }: ChartLine): string {
  return kind === 'sector' ? 'var(--text)' : `var(--hue-${hue})`
}

/** Lines from 100 at the left edge, each named at its own end. */
export function RebasedChart({ times, lines, range, isNarrow }: RebasedChartProps) {
  const drawn = lines.filter(({ reason }) => reason === null)
  const scale = levelScale(drawn.flatMap(({ values }) => values))
  const from = times[0]
  const to = times.at(-1)
  if (scale === null || from === undefined || to === undefined) return null
  const rows = times.map((time, index) => ({
    time,
    ...Object.fromEntries(drawn.map(({ key, values }) => [key, values[index] ?? null])),
  }))
  const ticks = timeTicks(from, to, range)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={rows}
        margin={{ top: 8, right: isNarrow ? NARROW_LABEL_ROOM : LABEL_ROOM, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="time"
          type="number"
          domain={[from, to]}
          ticks={isNarrow ? ticks.filter((_, index) => index % 2 === 0) : ticks}
          interval={0}
          tickFormatter={(time: number) => timeTickLabel(time, range)}
          tickLine={false}
          axisLine={false}
          height={24}
        />
        <YAxis
          domain={[scale.low, scale.high]}
          ticks={scale.ticks}
          interval={0}
          tickFormatter={levelTickLabel}
          tickLine={false}
          axisLine={false}
          width={40}
        />
        <ReferenceLine y={100} stroke="var(--line-strong)" />
        <Tooltip
          content={<RebasedTooltip lines={drawn} />}
          cursor={{ className: 'chart-cursor' }}
          isAnimationActive={false}
        />
        {drawn.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            stroke={colourOf(line)}
            {...STROKE[line.kind]}
            type="linear"
            dot={false}
            activeDot={{ r: 3, fill: colourOf(line), stroke: 'var(--ground)', strokeWidth: 1.5 }}
            isAnimationActive={false}
          />
        ))}
        <EndLabels lines={drawn} areNamesShown={!isNarrow} />
      </LineChart>
    </ResponsiveContainer>
  )
}
