import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import { formatDateTime } from '#lib/core/format/format-date-time'
import { formatUtcDate } from '#lib/core/format/format-time'
import { formatUnit, type Unit } from '#lib/core/format/format-unit'
import { DAY_MS } from '#lib/core/market/window'

export interface TimeTooltipProps {
  times: readonly number[]
  lines: readonly ChartLine[]
  unit: Unit
  /** A time the reader has pinned, ms; it stays whatever the pointer does. */
  pinned: number | null
  /** IANA zone of clock times; the end of a day of UTC is called so in every zone. */
  zone?: string | undefined
  /** Filled in by the chart. */
  active?: boolean
  label?: string | number
}

/** Every line's value at the cursor, highest first. */
export function TimeTooltip(props: TimeTooltipProps) {
  const { times, lines, unit, pinned, zone = 'UTC', active = false, label } = props
  const time = pinned ?? (active && typeof label === 'number' ? label : null)
  if (time === null) return null
  const at = times.indexOf(time)
  const rows = lines.map((line) => ({ line, value: line.values[at] ?? null }))
  rows.sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY))
  const iso = new Date(time).toISOString()
  return (
    <div className="chart-tooltip">
      <p>
        {time % DAY_MS === 0 ? `${formatUtcDate(iso)}, 00:00 UTC` : formatDateTime(iso, zone)}
        {pinned !== null && <small className="pin-hint"> pinned, Esc releases</small>}
      </p>
      <dl>
        {rows.map(({ line, value }) => (
          <div key={line.key}>
            <dt>
              <i className={`dot hue-${line.hue} key-${line.kind}`} />
              {line.name}
            </dt>
            <dd className="num">{formatUnit(value, unit).text}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
