import { ClockTime } from '#app/_components/clock-time'
import { TimeAgo } from '#app/_components/elapsed'
import { FactList } from '#app/status/_components/fact-list'
import { clockWords, droppedWords } from '#lib/client/status/status-words'
import type { Status } from '#lib/core/contract/status'
import { formatCount } from '#lib/core/format/format-count'

const PLAN_WORDS = { keyless: 'without a key', demo: 'Demo key', pro: 'Pro key' } as const

/** How CoinGecko answers, and what keeps it from being asked. */
export function UpstreamFacts({ status }: { status: Status }) {
  const { source, plan, lastSuccessAt, failure, alarm, breaker, clockSkewMs } = status.upstream
  return (
    <FactList
      title="Upstream"
      facts={[
        ['Source', source === 'live' ? `CoinGecko, ${PLAN_WORDS[plan]}` : 'recorded data'],
        ['Last good answer', source === 'live' ? <LastGood key="success" at={lastSuccessAt} /> : null],
        ['Last failure', failure === null ? NO_FAILURE[source] : <Failure key="failure" {...failure} />],
        ['Circuit breaker', breaker === null ? null : <Breaker key="breaker" {...breaker} />],
        ['Rows refused', droppedWords(status)],
        ['Ids left out', alarm ?? 'no alarm'],
        ["This server's clock", clockSkewMs === null ? null : clockWords(clockSkewMs)],
      ]}
    />
  )
}

const NO_FAILURE = { live: 'none since then', recorded: 'none' } as const

function LastGood({ at }: { at: string | null }) {
  return at === null ? 'none yet' : <Moment iso={at} />
}

function Moment({ iso }: { iso: string }) {
  return (
    <>
      <ClockTime iso={iso} />
      <TimeAgo since={iso} />
    </>
  )
}

function Failure({ message, at }: { message: string; at: string }) {
  return (
    <>
      {message}
      <small>
        {' '}
        <Moment iso={at} />
      </small>
    </>
  )
}

function Breaker({ state, openUntil, trips }: NonNullable<Status['upstream']['breaker']>) {
  const tripped = trips === 0 ? '' : `, opened ${formatCount(trips).text}× lately`
  if (state === 'closed') return `closed: calls go through${tripped}`
  if (state === 'half-open') return `half open: one call probes${tripped}`
  return (
    <>
      open{openUntil !== null && ' until '}
      {openUntil !== null && <ClockTime iso={openUntil} />}: CoinGecko failed too often{tripped}
    </>
  )
}
