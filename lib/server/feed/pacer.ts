import { DAY_MS, HOUR_MS } from '#lib/core/market/window'
import type { CallLimits } from '#lib/server/feed/call-budget'

const MINUTE_MS = 60_000
/** Share of the month's remaining credits that regular refreshes may plan with. */
const PLANNED_SHARE = 0.95
const IDLE_FACTOR = 4
const LONGEST_IDLE_MS = HOUR_MS
/** The upstream's terms: what is kept is refreshed every day. */
const LONGEST_PERIOD_MS = DAY_MS

export interface Pace {
  /** Configured refresh period, ms. */
  periodMs: number
  /** Calls a refresh makes. */
  currencies: number
  limits: CallLimits
  /** Credits left this month; `null` without a monthly limit. */
  creditsLeft: number | null
  /** ms UTC */
  now: number
}

/**
 * The refresh period in force, ms; it may only lengthen the configured one. Each further currency lengthens it in
 * proportion, one call a minute stays free for back-fill, and with a monthly limit
 * T ≥ time left / (0.95 × credits left), a day at most. `Infinity` when no credit is left.
 */
export function refreshPeriod({ periodMs, currencies, limits, creditsLeft, now }: Pace): number {
  const byRate = (MINUTE_MS * currencies) / (limits.perMinute - 1)
  const configured = Math.max(periodMs * currencies, byRate)
  if (creditsLeft === null) return configured
  if (creditsLeft <= 0) return Number.POSITIVE_INFINITY
  const byCredits = (currencies * (startOfNextMonth(now) - now)) / (PLANNED_SHARE * creditsLeft)
  return Math.max(configured, Math.min(byCredits, LONGEST_PERIOD_MS))
}

/** The period while nobody looks, ms: four times as long, an hour at most, never shorter than usual. */
export function idlePeriod(usualMs: number): number {
  return Math.max(usualMs, Math.min(IDLE_FACTOR * usualMs, LONGEST_IDLE_MS))
}

export interface HistoryShare {
  creditsLeft: number
  /** Configured refresh period, ms. */
  periodMs: number
  /** ms UTC */
  now: number
}

/**
 * Time between two history calls on a monthly limit, ms. 0 while the month holds more credits than refreshes at the
 * configured period will need; after that the 5 % which refreshes do not plan with, spread over the rest of the month.
 */
export function historySpacing({ creditsLeft, periodMs, now }: HistoryShare): number {
  const timeLeft = startOfNextMonth(now) - now
  if (creditsLeft > timeLeft / periodMs + 1) return 0
  return timeLeft / ((1 - PLANNED_SHARE) * creditsLeft)
}

/** The calendar month credits count to, `YYYY-MM` UTC. */
export function creditMonth(now: number): string {
  return new Date(now).toISOString().slice(0, 7)
}

/** First ms of the next calendar month, UTC: when credits start anew. */
export function startOfNextMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}
