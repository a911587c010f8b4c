import { usePlotArea, useYAxisScale } from 'recharts'
import { spreadLabels } from '#lib/core/chart/spread-labels'
import { type ChartLine, lastKnown } from '#lib/core/chart/time/chart-lines'
import { formatUnit, type Unit } from '#lib/core/format/format-unit'

const GAP = 16
const LEADER = 14

interface EndLabelsProps {
  lines: readonly ChartLine[]
  unit: Unit
  /** On narrow screens the values stand alone; the names are in the key above. */
  areNamesShown: boolean
}

/** Name and last value of each line at its end, moved apart where they would overlap. */
export function EndLabels({ lines, unit, areNamesShown }: EndLabelsProps) {
  const plot = usePlotArea()
  const yOf = useYAxisScale()
  if (plot === undefined || yOf === undefined) return null
  const ends = new Map(
    lines.flatMap((line) => {
      const last = lastKnown(line.values)
      const y = last === null ? undefined : yOf(last.value)
      if (last === null || y === undefined || line.reason !== null) return []
      // A line that ends earlier keeps its name; its last value is not that of now.
      const value = last.index === line.values.length - 1 ? last.value : null
      return [[line.key, { line, y, value }] as const]
    }),
  )
  const wanted = new Map([...ends].map(([key, { y }]) => [key, y]))
  const right = plot.x + plot.width
  const space = { top: plot.y + 2, bottom: plot.y + plot.height, gap: GAP }
  return (
    <g className="end-labels">
      {spreadLabels(wanted, space).map(({ key, wanted: y, placed }) => {
        const end = ends.get(key)
        if (end === undefined) return null
        return (
          <g key={key} className={`hue-${end.line.hue} label-${end.line.kind}`}>
            <path d={`M${right} ${y}L${right + LEADER - 4} ${placed}`} />
            {end.value !== null && (
              <text x={right + LEADER} y={placed} dominantBaseline="central">
                {formatUnit(end.value, unit).text}
              </text>
            )}
            {areNamesShown && (
              <text className="label-name" x={right + LEADER + 50} y={placed} dominantBaseline="central">
                {end.line.name}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
