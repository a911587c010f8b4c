import { ClockTime } from '#app/_components/clock-time'
import { TimeUntil } from '#app/_components/elapsed'
import { Notice } from '#app/_components/notice'
import { ApiError } from '#lib/client/queries/api-client'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatUtcDate } from '#lib/core/format/format-time'

/** What stands between the reader and fresh numbers, most serious first; nothing when all is well. */
export function BoardNotices({ snapshot, error }: { snapshot: Snapshot; error: Error | null }) {
  return (
    <>
      {error !== null && <ConnectionNotice snapshot={snapshot} error={error} />}
      {snapshot.source === 'recorded' ? (
        <RecordedNotice snapshot={snapshot} />
      ) : (
        <AgeNotice snapshot={snapshot} />
      )}
    </>
  )
}

function RecordedNotice({ snapshot }: { snapshot: Snapshot }) {
  const reason = snapshot.statusReason ?? 'this board was started on recorded data'
  return (
    <Notice tone="warning" alertName="Recorded data">
      <strong>Recorded data as of {formatUtcDate(snapshot.asOf)}</strong> — {withoutFullStop(reason)}.{' '}
      {snapshot.nextRefreshAt !== null && <TimeUntil until={snapshot.nextRefreshAt} prefix="Next try" />}
    </Notice>
  )
}

const AGE_WORDS = {
  delayed: 'These figures are late',
  stale: 'These figures are old',
  offline: 'These figures are more than a day old',
} as const

function AgeNotice({ snapshot: { status, statusReason, fetchedAt, nextRefreshAt } }: { snapshot: Snapshot }) {
  if (status === 'recorded' || (status === 'live' && statusReason === null)) return null
  const isRecent = status === 'live' || status === 'delayed'
  const words = status === 'live' ? 'All figures are current' : AGE_WORDS[status]
  return (
    <Notice tone={isRecent ? 'info' : 'warning'}>
      <strong>{words}</strong>, last refreshed <ClockTime iso={fetchedAt} isDated={!isRecent} />.{' '}
      {statusReason === null ? '' : `${withoutFullStop(statusReason)}. `}
      {nextRefreshAt !== null && <TimeUntil until={nextRefreshAt} prefix="Next try" />}
    </Notice>
  )
}

function ConnectionNotice({ snapshot, error }: { snapshot: Snapshot; error: Error }) {
  const isOffline = error instanceof ApiError && error.code === 'offline'
  return (
    <Notice tone="warning">
      <strong>Not updating</strong>: {withoutFullStop(error.message)}. Showing the figures of{' '}
      <ClockTime iso={snapshot.generatedAt} />
      {isOffline ? '; they go on as soon as it is back.' : '; asking again every few seconds.'}
    </Notice>
  )
}

function withoutFullStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
