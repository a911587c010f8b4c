import { group } from 'd3-array'
import type { Status, TokenLine } from '#lib/core/contract/status'
import type { TokenState } from '#lib/core/contract/vocabulary'
import { formatCount } from '#lib/core/format/format-count'
import { formatAge } from '#lib/core/format/format-time'

/** What a mode means, for whoever wonders whether to trust the board. */
export const MODE_WORDS: Readonly<Record<Status['mode'], { title: string; meaning: string }>> = {
  live: { title: 'The board is live', meaning: 'The last refresh is no older than two refresh periods.' },
  delayed: { title: 'The board is late', meaning: 'The last refresh is older than two refresh periods.' },
  stale: { title: 'The board is old', meaning: 'The last refresh is more than 15 minutes old.' },
  offline: { title: 'The board is out of date', meaning: 'The last refresh is more than a day old.' },
  recorded: {
    title: 'The board shows recorded data',
    meaning: 'Nothing on it is of today; its clock stands still at the recording.',
  },
  starting: { title: 'The board is starting', meaning: 'The first prices are on their way.' },
}

const ENGINE_WORDS = { sqlite: 'SQLite', postgres: 'PostgreSQL', none: 'none' } as const

export const STATE_WORDS: Readonly<Record<TokenState, string>> = {
  fresh: 'fresh',
  stale: 'stale',
  missing: 'no price',
  quarantined: 'held back',
}

/** 'every 60 s', 'every 5 min'. */
export function periodWords({ periodSeconds }: Status): string {
  if (periodSeconds === null) return "no refresh before the month's credits return"
  const isWhole = periodSeconds % 60 === 0 && periodSeconds > 60
  return `every ${isWhole ? `${formatCount(periodSeconds / 60).text} min` : `${formatCount(periodSeconds).text} s`}`
}

/** '3 of 4 used, 1 left'. */
export function minuteCallsWords({ budget }: Status): string {
  const { usedLastMinute, perMinute, leftThisMinute } = budget
  if (perMinute === 0) return 'no calls are made'
  return `${count(usedLastMinute)} of ${count(perMinute)} used, ${count(leftThisMinute)} left`
}

/** '1 204 of 10 000 used, 8 796 left', or how many were taken where there is no limit. */
export function creditWords({ budget }: Status): string {
  const { creditsUsed, creditsLimit, creditsLeft } = budget
  if (creditsUsed === null) return 'not counted'
  if (creditsLimit === null || creditsLeft === null) return `${count(creditsUsed)} used, no limit`
  return `${count(creditsUsed)} of ${count(creditsLimit)} used, ${count(creditsLeft)} left`
}

/** 'price out of bounds 2, duplicate id 1', or 'none'. */
export function droppedWords({ upstream }: Status): string {
  const rows = Object.entries(upstream.dropped).map(
    ([reason, rows]) => `${reason.replaceAll('-', ' ')} ${count(rows)}`,
  )
  return rows.length === 0 ? 'none' : rows.join(', ')
}

/** 'SQLite, written', 'SQLite: The disk is full; …; 3 writes wait in memory', or that nothing is stored. */
export function storageWords({ engine, state, reason, queued, dropped }: Status['storage']): string {
  if (engine === 'none' || state === 'none') return 'nothing is stored'
  const told = [
    reason,
    queued > 0 ? `${count(queued)} ${queued === 1 ? 'write waits' : 'writes wait'} in memory` : null,
    dropped > 0 ? `${count(dropped)} ${dropped === 1 ? 'batch' : 'batches'} given up` : null,
  ].filter((one) => one !== null)
  if (told.length > 0) return `${ENGINE_WORDS[engine]}: ${told.join('; ')}`
  return state === 'ok' ? `${ENGINE_WORDS[engine]}, written` : `${ENGINE_WORDS[engine]}: the log says why`
}

/** Where there is no backup of ours: 'none', or who sees to it. */
export function backupWords({ engine }: Status['storage']): string {
  return engine === 'postgres' ? "left to the database's operator" : 'none'
}

/** 'feeds the database (term 3)', 'shows what another one feeds (term 3)', or that this cannot be told. */
export function clusterWords({ role, term }: NonNullable<Status['cluster']>): string {
  return role === 'unknown'
    ? 'cannot tell which one feeds the database'
    : `${ROLE_WORDS[role]} (term ${term})`
}

const ROLE_WORDS = { leader: 'feeds the database', follower: 'shows what another one feeds' } as const

/** 'in step with CoinGecko', '42 s ahead of CoinGecko', '3 min behind CoinGecko'. */
export function clockWords(skewMs: number): string {
  const seconds = Math.abs(skewMs) / 1_000
  if (seconds < 5) return 'in step with CoinGecko'
  return `${formatAge(seconds)} ${skewMs > 0 ? 'ahead of' : 'behind'} CoinGecko`
}

/** How many tokens are in which state: '52 fresh, 1 stale, 2 no price'; states nobody is in are left out. */
export function stateCounts(lines: readonly TokenLine[]): string {
  return (['fresh', 'stale', 'quarantined', 'missing'] as const)
    .map((state) => ({ state, tokens: lines.filter((line) => line.state === state).length }))
    .filter(({ tokens }) => tokens > 0)
    .map(({ state, tokens }) => `${count(tokens)} ${STATE_WORDS[state]}`)
    .join(', ')
}

const CONCERN: Readonly<Record<TokenState, number>> = { quarantined: 0, stale: 1, missing: 2, fresh: 3 }

/** What needs a look first: held back, old, without a price, contradicting itself, then the rest in board order. */
export function byConcern(lines: readonly TokenLine[]): TokenLine[] {
  const rank = ({ state, findings }: TokenLine) =>
    state === 'fresh' && findings.length === 0 ? CONCERN.fresh + 1 : CONCERN[state]
  return lines.toSorted((a, b) => rank(a) - rank(b))
}

/** Tokens by why they are not fresh, the largest group first. */
export function byReason(lines: readonly TokenLine[]): { reason: string; tokens: TokenLine[] }[] {
  return [...group(lines, ({ reason }) => reason ?? '')]
    .map(([reason, tokens]) => ({ reason, tokens }))
    .toSorted((a, b) => b.tokens.length - a.tokens.length)
}

function count(value: number): string {
  return formatCount(value).text
}
