'use client'

import { useNow } from '#lib/client/browser/use-now'
import { formatAge } from '#lib/core/format/format-time'

/** ', 14 s ago' after a printed time, ticking. Empty until the page is alive; its room is kept. */
export function TimeAgo({ since }: { since: string }) {
  const now = useNow()
  return (
    <span className="ticking" aria-live="off">
      {now === null ? '' : `, ${formatAge((now - Date.parse(since)) / 1_000)} ago`}
    </span>
  )
}

/** 'next in 46 s', or 'due now' once the time has come. Empty until the page is alive; its room is kept. */
export function TimeUntil({ until, prefix }: { until: string; prefix: string }) {
  const now = useNow()
  const seconds = now === null ? null : Math.ceil((Date.parse(until) - now) / 1_000)
  return (
    <span className="ticking" aria-live="off">
      {seconds === null ? '' : seconds > 0 ? `${prefix} in ${formatAge(seconds)}` : `${prefix} due now`}
    </span>
  )
}
