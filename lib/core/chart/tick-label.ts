import { formatIndexLevel } from '#lib/core/format/format-index'
import { formatUtcDateTime, formatUtcTime } from '#lib/core/format/format-time'
import type { SeriesRange } from '#lib/core/market/window'

/** A time on the axis: '08:00' within a day, '24 Apr' within months, 'Apr 2025' within a year. UTC. */
export function timeTickLabel(time: number, range: SeriesRange): string {
  const iso = new Date(time).toISOString()
  if (range === '24h') return formatUtcTime(iso).slice(0, 5)
  const [day, month, year] = formatUtcDateTime(iso).replace(',', '').split(' ')
  return range === '1y' ? `${month} ${year}` : `${day} ${month}`
}

/** A level on the axis, without the zeros a round number does not need: '100', '97.5'. */
export function levelTickLabel(level: number): string {
  return formatIndexLevel(level).text.replace(/\.?0+$/, '')
}
