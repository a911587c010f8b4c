import { usePreferences } from '#lib/client/preferences/preferences'

let localName: string | null = null

/** This computer's zone by its IANA name; UTC where the browser does not say. Asked once: rows of a table need it. */
export function localZone(): string {
  localName ??= new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return localName
}

/** The IANA zone clock times are shown in: UTC, or this computer's where that is preferred. */
export function useTimeZone(): string {
  return usePreferences().zone === 'utc' ? 'UTC' : localZone()
}
