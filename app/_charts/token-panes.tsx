'use client'

import { TimePane, type TimePaneProps } from '#app/_charts/time-pane'
import type { ChartBox } from '#lib/core/chart/chart-box'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { drawnSteps } from '#lib/core/chart/time/drawn-steps'
import type { ScaleKind } from '#lib/core/chart/value-scale'
import type { SeriesRange } from '#lib/core/market/window'

interface TokenPanesProps {
  name: string
  box: ChartBox
  /** ms UTC, ascending. */
  times: readonly number[]
  /** One line is a price in US dollars, several are rebased to 100. */
  lines: readonly ChartLine[]
  drawdown: ChartLine
  range: SeriesRange
  scale: ScaleKind
  /** Closes that look like bad ticks: hollow, off the line. */
  suspects: readonly { time: number; price: number }[]
  /** IANA zone of clock times. */
  zone: string
}

/** Share of the height that the drawdown takes. */
const DRAWDOWN_SHARE = 0.27
const LEAST_POINTS = 60
const NAME_ROOM = 200
const VALUE_ROOM = 84
const NARROW_ROOM = 64
const SYNC = 'token'

/** Price over drawdown on the same times, with one cursor. */
export function TokenPanes({ box, lines, drawdown, ...shared }: TokenPanesProps) {
  const { name, times, range, scale, suspects } = shared
  const drawn = lines.filter(({ reason }) => reason === null)
  const isRebased = drawn.length > 1
  // Both panes draw the same steps, or a cursor on one would find no point on the other.
  const values = [...drawn, drawdown].map((line) => line.values)
  const steps = drawnSteps(times, values, Math.max(LEAST_POINTS, box.width))
  const lower = Math.round(box.height * DRAWDOWN_SHARE)
  const common: Pick<TimePaneProps, 'times' | 'steps' | 'range' | 'syncId' | 'room' | 'zone'> = {
    times,
    steps,
    range,
    syncId: SYNC,
    zone: shared.zone,
    room: box.isNarrow ? NARROW_ROOM : isRebased ? NAME_ROOM : VALUE_ROOM,
  }
  return (
    <>
      <TimePane
        {...common}
        name={name}
        box={{ ...box, height: box.height - lower }}
        lines={drawn}
        unit={isRebased ? 'level' : 'price'}
        scale={scale}
        baseline={isRebased ? 100 : null}
        fill={isRebased ? null : 'below'}
        suspects={isRebased ? [] : suspects}
        hasNames={isRebased && !box.isNarrow}
        hasTimes={false}
      />
      <TimePane
        {...common}
        name={`${name}: drawdown`}
        box={{ ...box, height: lower }}
        lines={[drawdown]}
        unit="percent"
        scale="linear"
        baseline={0}
        fill="above"
        suspects={[]}
        hasNames={false}
        hasTimes
      />
    </>
  )
}
