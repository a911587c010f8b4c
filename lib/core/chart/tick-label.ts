import { formatClockTime } from '#lib/core/format/format-date-time'
import { formatUtcDateTime } from '#lib/core/format/format-time'
import { formatUnit, type Unit } from '#lib/core/format/format-unit'
import { NBSP } from '#lib/core/format/typography'
import type { SeriesRange } from '#lib/core/market/window'

/** A time on the axis: '08:00' within a day, '24 Apr' within months, 'Apr 2025' within a year. Hours are of the zone, days of UTC. */
export function timeTickLabel(time: number, range: SeriesRange, zone = 'UTC'): string {
  const iso = new Date(time).toISOString()
  if (range === '24h') return formatClockTime(iso, zone).slice(0, 5)
  const [day, month, year] = formatUtcDateTime(iso).replace(',', '').split(' ')
  return range === '1y' ? `${month} ${year}` : `${day} ${month}`
}

/** A value on an axis, without sign of plus and without the zeros a round number does not need: '97.5', '80 %'. */
export function valueTickLabel(value: number, unit: Unit): string {
  const [number = '', ...rest] = formatUnit(value, unit).text.replace(/^\+/, '').split(NBSP)
  const short = number.includes('.') ? number.replace(/\.?0+$/, '') : number
  return [short, ...rest].join(NBSP)
}
