import type { HeldQuote, TokenHistory } from '#lib/core/analytics/board/board-input'
import type { Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import type { Status, TokenLine } from '#lib/core/contract/status'
import type { BoardFeed } from '#lib/server/feed/board-feed'
import type { GuardReport } from '#lib/server/feed/guard-report'

/** What is known, old, held back or contradictory, token by token. */
export function statusTokens(
  snapshot: Snapshot | null,
  feed: BoardFeed,
  guard: GuardReport,
): Status['tokens'] {
  const quarantined = guard.quarantined.map(({ sentence, since, lastGoodAt, ...entry }) => ({
    ...entry,
    message: sentence,
    since: new Date(since).toISOString(),
    lastGoodAt: lastGoodAt === null ? null : new Date(lastGoodAt).toISOString(),
  }))
  const suspects = suspectCloses(feed)
  if (!snapshot) return { expected: 0, priced: 0, missing: [], quarantined, stale: [], suspects, lines: [] }
  const { expected, priced, missing } = snapshot.coverage
  const stale = snapshot.tokens.flatMap(({ id, state, ageSeconds }) =>
    state === 'stale' && ageSeconds !== null ? [{ id, ageSeconds }] : [],
  )
  const quotes = feed.view(snapshot.currency)?.market.quotes ?? new Map<string, HeldQuote>()
  const lines = snapshot.tokens.map((token) => tokenLine(token, quotes.get(token.id) ?? null, guard))
  return { expected, priced, missing, quarantined, stale, suspects, lines }
}

function tokenLine(token: TokenFigures, held: HeldQuote | null, guard: GuardReport): TokenLine {
  const { id, symbol, name, state, lastUpdated, ageSeconds, flags } = token
  const findings = flags.map((flag) => {
    const since = guard.findings[id]?.[flag]
    return { flag, since: since === undefined ? null : new Date(since).toISOString() }
  })
  return { id, symbol, name, state, reason: reasonOf(token, held, guard), lastUpdated, ageSeconds, findings }
}

function reasonOf({ id, state, listing }: TokenFigures, held: HeldQuote | null, guard: GuardReport) {
  const heldBack = guard.quarantined.find((entry) => entry.id === id)
  if (state === 'fresh') return null
  if (heldBack !== undefined) return heldBack.sentence
  if (state === 'quarantined') return 'Its newest price was held back'
  if (state === 'stale')
    return held?.absent
      ? "CoinGecko's last answer has no price of it"
      : 'CoinGecko has not updated its price since'
  if (listing === 'inactive') return 'The mapping marks it as inactive: it trades nowhere any more'
  if (listing === 'pre-launch') return 'The mapping marks it as not yet traded'
  return 'CoinGecko has not given a price of it'
}

function suspectCloses(feed: BoardFeed): Status['tokens']['suspects'] {
  const history = feed.view(feed.currencies[0] ?? 'usd')?.history ?? new Map<string, TokenHistory>()
  return [...history]
    .filter(([, { suspects }]) => suspects.length > 0)
    .map(([id, { suspects }]) => ({ id, times: suspects.map((time) => new Date(time).toISOString()) }))
}
