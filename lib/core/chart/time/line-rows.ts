import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import type { ScaleKind } from '#lib/core/chart/value-scale'

/** One step of a chart: its time (ms UTC) and each line's value by the line's key, `null` at gaps. */
export type LineRow = { time: number } & Record<string, number | null>

/** The chosen steps of lines on one grid, as a chart takes them. A logarithmic axis has no place for 0 and below. */
export function lineRows(
  times: readonly number[],
  steps: readonly number[],
  lines: readonly ChartLine[],
  scale: ScaleKind,
): LineRow[] {
  const plottable = (value: number | null | undefined) =>
    value === undefined || value === null || (scale === 'log' && value <= 0) ? null : value
  return steps.map((at) => ({
    ...Object.fromEntries(lines.map((line) => [line.key, plottable(line.values[at])])),
    time: times[at] as number,
  }))
}
