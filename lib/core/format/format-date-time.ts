import { formatUtcDateTime, formatUtcTime } from '#lib/core/format/format-time'
import { UNKNOWN } from '#lib/core/format/formatted-number'
import { MINUS } from '#lib/core/format/typography'

const MINUTE_MS = 60_000
const UTC = 'UTC'

/** '24 Apr 2025, 11:45 UTC+5:30' of an ISO time in an IANA zone; '—' when unknown, UTC where the zone is not known. */
export function formatDateTime(iso: string | null, zone: string): string {
  return inZone(iso, zone, formatUtcDateTime)
}

/** '17:31:20 UTC+5:30' of an ISO time in an IANA zone; '—' when unknown, UTC where the zone is not known. */
export function formatClockTime(iso: string | null, zone: string): string {
  return inZone(iso, zone, formatUtcTime)
}

/** How a zone is called at a moment (ms UTC): 'UTC', 'UTC+5:30', 'UTC−7'. Short names such as CST mean several zones. */
export function zoneLabel(time: number, zone: string): string {
  const minutes = zoneOffset(time, zone)
  if (minutes === 0) return UTC
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `${UTC}${minutes < 0 ? MINUS : '+'}${Math.floor(size / 60)}${rest}`
}

/** The wall clock of the zone, written by the same formatter as UTC, so that both look alike. */
function inZone(iso: string | null, zone: string, format: (iso: string | null) => string): string {
  const text = format(iso)
  if (iso === null || zone === UTC || text === UNKNOWN.text) return text
  const time = Date.parse(iso)
  const shifted = new Date(time + zoneOffset(time, zone) * MINUTE_MS)
  return format(shifted.toISOString()).replace(UTC, zoneLabel(time, zone))
}

const OFFSET = /^GMT(?:([+-])(\d{2}):(\d{2}))?/

/** Minutes ahead of UTC at a moment, daylight saving included; 0 for a zone nobody knows. */
function zoneOffset(time: number, zone: string): number {
  const parts = zone === UTC ? undefined : formatterOf(zone)?.formatToParts(time)
  const name = parts?.find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = OFFSET.exec(name ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** Making one takes longer than a thousand uses of it. */
const formatters = new Map<string, Intl.DateTimeFormat | null>()

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const kept = formatters.get(zone)
  if (kept !== undefined) return kept
  const made = makeFormatter(zone)
  formatters.set(zone, made)
  return made
}

function makeFormatter(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    return null
  }
}
