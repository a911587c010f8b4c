'use client'

import { useTimeZone } from '#lib/client/preferences/use-time-zone'
import { formatClockTime, formatDateTime } from '#lib/core/format/format-date-time'

interface ClockTimeProps {
  iso: string | null
  /** The date as well. */
  isDated?: boolean
}

/** A moment in the reader's zone, with the zone's label. Days of daily closes are UTC and never go through here. */
export function ClockTime({ iso, isDated = false }: ClockTimeProps) {
  const zone = useTimeZone()
  const text = isDated ? formatDateTime(iso, zone) : formatClockTime(iso, zone)
  return iso === null ? text : <time dateTime={iso}>{text}</time>
}
