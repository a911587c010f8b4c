import type { CallLimits } from '#lib/server/feed/call-budget'

const MINUTE_MS = 60_000
/** Share of the month's remaining credits that regular refreshes may plan with. */
const PLANNED_SHARE = 0.95

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
 * T ≥ time left / (0.95 × credits left). `Infinity` when no credit is left.
 */
export function refreshPeriod({ periodMs, currencies, limits, creditsLeft, now }: Pace): number {
  const byRate = (MINUTE_MS * currencies) / (limits.perMinute - 1)
  const configured = Math.max(periodMs * currencies, byRate)
  if (creditsLeft === null) return configured
  if (creditsLeft <= 0) return Number.POSITIVE_INFINITY
  return Math.max(configured, (currencies * (startOfNextMonth(now) - now)) / (PLANNED_SHARE * creditsLeft))
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
