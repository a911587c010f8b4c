import { UNKNOWN } from '#lib/core/format/formatted-number'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A time with its zone, or a bare date (UTC by the standard): anything else would depend on the machine's zone. */
const ZONED_ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

function parseZoned(iso: string | null): Date | null {
  if (iso === null || !ZONED_ISO.test(iso)) return null
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? null : date
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}

function hoursMinutes(date: Date): string {
  return `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`
}

function monthName(date: Date): string {
  return MONTHS[date.getUTCMonth()] ?? ''
}

/** '12:01:20 UTC' of an ISO time; '—' when unknown. */
export function formatUtcTime(iso: string | null): string {
  const date = parseZoned(iso)
  if (date === null) return UNKNOWN.text
  return `${hoursMinutes(date)}:${twoDigits(date.getUTCSeconds())} UTC`
}

/** '24 April 2025' of an ISO time, its date in UTC; '—' when unknown. */
export function formatUtcDate(iso: string | null): string {
  const date = parseZoned(iso)
  if (date === null) return UNKNOWN.text
  return `${date.getUTCDate()} ${monthName(date)} ${date.getUTCFullYear()}`
}

/** '24 Apr 2025, 06:15 UTC' of an ISO time; '—' when unknown. */
export function formatUtcDateTime(iso: string | null): string {
  const date = parseZoned(iso)
  if (date === null) return UNKNOWN.text
  const day = `${date.getUTCDate()} ${monthName(date).slice(0, 3)} ${date.getUTCFullYear()}`
  return `${day}, ${hoursMinutes(date)} UTC`
}

/**
 * Age in the largest whole unit, rounded down: '14 s', '3 min', '2 h', '4 d'; '—' when unknown.
 * A time just ahead of the reader's clock is '0 s' old.
 */
export function formatAge(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return UNKNOWN.text
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min`
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h`
  return `${Math.floor(whole / 86_400)} d`
}
