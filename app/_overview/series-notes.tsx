import { REASON_WORDS } from '#lib/client/words/wording'
import type { ChartLine } from '#lib/core/chart/time/chart-lines'
import type { Series } from '#lib/core/contract/series'
import { zoneLabel } from '#lib/core/format/format-date-time'

interface SeriesNotesProps {
  series: Series
  lines: readonly ChartLine[]
  /** IANA zone of the hours on the axis. */
  zone: string
}

/** What the picture does not show by itself. */
export function SeriesNotes({ series, lines, zone }: SeriesNotesProps) {
  const undrawn = lines.filter(({ reason }) => reason !== null)
  const count = series.provisional.length
  return (
    <p className="chart-notes">
      <span>USD, {series.range === '24h' ? zoneLabel(Date.parse(series.asOf), zone) : 'UTC'}.</span>
      {count > 0 && (
        <span title={series.provisional.join(', ')}>
          Provisional: {count === 1 ? '1 token is' : `${count} tokens are`} drawn from the untimed 7-day shape
          until hourly history has arrived.
        </span>
      )}
      {undrawn.map(({ key, name, reason }) => (
        <span key={key}>
          {name} is not drawn: {reason === null ? '' : REASON_WORDS[reason]}.
        </span>
      ))}
    </p>
  )
}
