import type { ChartLine } from '#lib/core/chart/chart-lines'
import { formatIndexLevel } from '#lib/core/format/format-index'
import { formatUtcDateTime } from '#lib/core/format/format-time'

interface RebasedTooltipProps {
  lines: readonly ChartLine[]
  /** Filled in by the chart. */
  active?: boolean
  label?: string | number
  payload?: readonly { dataKey?: unknown; value?: unknown }[]
}

/** Every line's value under the cursor, highest first. */
export function RebasedTooltip({ lines, active = false, label, payload = [] }: RebasedTooltipProps) {
  if (!active || typeof label !== 'number') return null
  const levelOf = new Map(
    payload.map(({ dataKey, value }) => [dataKey, typeof value === 'number' ? value : null]),
  )
  const rows = lines.map((line) => ({ line, value: levelOf.get(line.key) ?? null }))
  rows.sort((a, b) => (b.value ?? -1) - (a.value ?? -1))
  return (
    <div className="chart-tooltip">
      <p>{formatUtcDateTime(new Date(label).toISOString())}</p>
      <dl>
        {rows.map(({ line, value }) => (
          <div key={line.key}>
            <dt>
              <i className={`dot hue-${line.hue} key-${line.kind}`} />
              {line.name}
            </dt>
            <dd className="num">{formatIndexLevel(value).text}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
