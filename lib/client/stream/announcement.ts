import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatDateTime } from '#lib/core/format/format-date-time'
import { formatPercent } from '#lib/core/format/format-percent'

/** Between two announcements at least, ms: who listens to a page must not be talked over. */
export const QUIET_MS = 60_000

/** 'Prices updated 14:03 UTC, sector +1.20 % in 24 h', the time in the reader's zone. */
export function announcementOf({ fetchedAt, sector }: Snapshot, zone: string): string {
  const change = sector.returns['24h']
  const words = change === null ? 'sector unknown' : `sector ${formatPercent(change).text}`
  return `Prices updated ${timeOf(fetchedAt, zone)}, ${words} in 24 h`
}

function timeOf(iso: string, zone: string): string {
  return formatDateTime(iso, zone).split(', ')[1] ?? ''
}
