import { ClockTime } from '#app/_components/clock-time'
import { TimeAgo, TimeUntil } from '#app/_components/elapsed'
import { useConnection } from '#lib/client/stream/use-connection'
import { CONNECTION_MEANING, CONNECTION_WORD, STATUS_WORD } from '#lib/client/words/wording'
import type { Snapshot } from '#lib/core/contract/snapshot'

/**
 * How old the numbers are, when the next ones come, from whom, and how many are missing. What the server last
 * said about itself is no longer shown once it cannot be reached.
 */
export function Freshness({ snapshot, isConnected }: { snapshot: Snapshot; isConnected: boolean }) {
  const { status, fetchedAt, nextRefreshAt, asOf, coverage, history } = snapshot
  const isRecent = status === 'live' || status === 'delayed'
  const missing = coverage.missing.length === 0 ? undefined : `No price: ${coverage.missing.join(', ')}`
  return (
    // Read out on request only: what changes here every minute is announced in one sentence elsewhere.
    <p className="freshness" role="status" aria-label="Data freshness" aria-live="off">
      {isConnected ? (
        <span className={`status status-${status}`}>{STATUS_WORD[status]}</span>
      ) : (
        <span className="status status-offline">Not updating</span>
      )}
      {status === 'recorded' ? (
        <span>
          As of <ClockTime iso={asOf} isDated />
        </span>
      ) : (
        <span>
          Updated <ClockTime iso={fetchedAt} isDated={!isRecent} />
          <TimeAgo since={fetchedAt} />
        </span>
      )}
      {isConnected && nextRefreshAt !== null && <TimeUntil until={nextRefreshAt} prefix="next" />}
      <span>CoinGecko</span>
      <span title={missing}>
        {coverage.priced} of {coverage.expected} tokens
      </span>
      {history.filled < history.needed && (
        <span>
          history {history.filled} of {history.needed} tokens
        </span>
      )}
      {status !== 'recorded' && <LinkState />}
    </p>
  )
}

/** How new numbers come. Empty until that is known; its room is kept. */
function LinkState() {
  const connection = useConnection()
  return (
    <span className="link-state" title={CONNECTION_MEANING[connection]}>
      {CONNECTION_WORD[connection]}
    </span>
  )
}
