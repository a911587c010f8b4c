import { Fragment } from 'react'
import { RANGE_WORDS, REASON_WORDS } from '#lib/client/words/wording'
import { FULL_COVERAGE } from '#lib/core/analytics/coverage'
import { layerLines } from '#lib/core/chart/time/layer-lines'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import { formatShare } from '#lib/core/format/format-percent'
import { formatUtcDate } from '#lib/core/format/format-time'
import { DAY_MS, WINDOW_MS } from '#lib/core/market/window'

/** What the picture does not show by itself. */
export function IndexNotes({ detail }: { detail: LayerDetail }) {
  const notes = [
    'USD, daily closes at 00:00 UTC.',
    shortRangeNote(detail),
    startNote(detail),
    backfillNote(detail),
    coverageNote(detail),
    carriedNote(detail),
    ...layerLines(detail).map(({ name, reason }) =>
      reason === null ? null : `${name} is not drawn: ${REASON_WORDS[reason]}.`,
    ),
  ].filter((note) => note !== null)
  return (
    <p className="chart-notes">
      {notes.map((note) => (
        <Fragment key={note}>
          <span>{note}</span>{' '}
        </Fragment>
      ))}
    </p>
  )
}

function shortRangeNote({ range, chart }: LayerDetail): string | null {
  if (range !== '24h' && range !== '7d') return null
  return `The index is daily: ${RANGE_WORDS[range]} are its last ${chart.times.length} closes, while the return above is rolling.`
}

function startNote({ range, chart }: LayerDetail): string | null {
  const [first] = chart.times
  const days = WINDOW_MS[range] / DAY_MS
  if (first === undefined || chart.times.length > days) return null
  return `All lines start on ${dateOf(first)}, the first day they have in common: ${chart.times.length} of ${days + 1} closes.`
}

function backfillNote({ backfilledBefore, chart }: LayerDetail): string | null {
  const [first] = chart.times
  const caution = 'today’s members applied to the past, which flatters it'
  if (backfilledBefore === null) return `Backfilled with current members: ${caution}.`
  if (first === undefined || backfilledBefore <= first) return null
  return `Backfilled with current members before ${dateOf(backfilledBefore)}: ${caution}.`
}

function coverageNote({ volatilityCoverage }: LayerDetail): string | null {
  if (volatilityCoverage === null || volatilityCoverage >= FULL_COVERAGE) return null
  return `Provisional: the index holds ${formatShare(volatilityCoverage).text} of the layer’s market cap.`
}

function carriedNote({ carried, constituents }: LayerDetail): string | null {
  if (carried.length === 0) return null
  const nameOf = new Map(constituents.map(({ id, name }) => [id, name]))
  const names = carried.map((id) => nameOf.get(id) ?? id).join(', ')
  return `Last price carried at the newest close: ${names}.`
}

function dateOf(time: number): string {
  return formatUtcDate(new Date(time).toISOString())
}
