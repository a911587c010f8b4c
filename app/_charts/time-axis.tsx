import { XAxis } from 'recharts'
import { timeTickLabel } from '#lib/core/chart/tick-label'
import { axisRange, timeTicks } from '#lib/core/chart/time/time-ticks'
import type { SeriesRange } from '#lib/core/market/window'

interface TimeAxisProps {
  /** Both ends, ms UTC. */
  from: number
  to: number
  /** Asked for; a shorter history has finer steps. */
  range: SeriesRange
  /** A phone: every other time. */
  isNarrow: boolean
  isHidden?: boolean
  /** IANA zone of clock times; days stay days of UTC. */
  zone?: string | undefined
}

/** The axis below lines over time. */
export function TimeAxis({ from, to, range, isNarrow, isHidden = false, zone }: TimeAxisProps) {
  const steps = axisRange(from, to, range)
  const ticks = timeTicks(from, to, steps)
  return (
    <XAxis
      dataKey="time"
      type="number"
      domain={[from, to]}
      ticks={isNarrow ? ticks.filter((_, index) => index % 2 === 0) : ticks}
      interval={0}
      tickFormatter={(time: number) => timeTickLabel(time, steps, zone)}
      tickLine={false}
      axisLine={false}
      hide={isHidden}
      height={24}
    />
  )
}
