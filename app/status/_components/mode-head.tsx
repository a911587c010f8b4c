import { ClockTime } from '#app/_components/clock-time'
import { TimeAgo, TimeUntil } from '#app/_components/elapsed'
import { Notice } from '#app/_components/notice'
import { MODE_WORDS, periodWords } from '#lib/client/status/status-words'
import { STATUS_WORD } from '#lib/client/words/wording'
import type { Status } from '#lib/core/contract/status'

/** The answer to "can I trust it now", in one sentence, with its age and when it will be better. */
export function ModeHead({ status, isConnected }: { status: Status; isConnected: boolean }) {
  const { mode } = status
  const reason = status.reason ?? (mode === 'recorded' ? 'This board was started on recorded data' : null)
  const { title, meaning } = MODE_WORDS[mode]
  return (
    <header className="status-head">
      <h1>{title}</h1>
      <Ages status={status} isConnected={isConnected} />
      {reason === null ? (
        <p>{meaning}</p>
      ) : (
        <Notice
          tone={mode === 'live' ? 'info' : 'warning'}
          {...(mode === 'recorded' ? { alertName: 'Recorded data' } : {})}
        >
          {reason.replace(/\.$/, '')}. {meaning}
        </Notice>
      )}
    </header>
  )
}

function Ages({ status, isConnected }: { status: Status; isConnected: boolean }) {
  const { mode, asOf, fetchedAt, nextRefreshAt } = status
  return (
    <p className="freshness" role="status" aria-label="Data freshness">
      <span className={`status status-${isConnected ? CHIP[mode] : 'offline'}`}>
        {isConnected ? WORD[mode] : 'Not updating'}
      </span>
      {fetchedAt !== null && mode !== 'recorded' && (
        <span>
          Refreshed <ClockTime iso={fetchedAt} isDated={mode === 'stale' || mode === 'offline'} />
          <TimeAgo since={fetchedAt} />
        </span>
      )}
      {asOf !== null && (
        <span>
          {mode === 'recorded' ? 'As of ' : 'Newest price '}
          <ClockTime iso={asOf} isDated={mode === 'recorded'} />
          {mode === 'recorded' ? null : <TimeAgo since={asOf} />}
        </span>
      )}
      {isConnected && nextRefreshAt !== null && <TimeUntil until={nextRefreshAt} prefix="next" />}
      {nextRefreshAt !== null && <span>{periodWords(status)}</span>}
      <span data-screen-only="">
        <a className="quiet-link" href="/api/status">
          as JSON
        </a>
      </span>
    </p>
  )
}

const CHIP = {
  live: 'live',
  delayed: 'delayed',
  stale: 'stale',
  offline: 'offline',
  recorded: 'recorded',
  starting: 'delayed',
} as const satisfies Record<Status['mode'], string>

const WORD = { ...STATUS_WORD, starting: 'Starting' } as const
