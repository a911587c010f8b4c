import { requireWhole } from '#lib/core/analytics/argument-checks'
import { knownValues, type StatisticReason } from '#lib/core/analytics/statistic'

/** Values of own history that a percentile needs to mean anything. */
export const MINIMUM_PERCENTILE_HISTORY = 60

/** What a past value equal to today's counts: nothing (`strict`), one (`weak`) or half (`mean`, the mid-rank). */
export const TIE_RULES = ['strict', 'weak', 'mean'] as const
export type TieRule = (typeof TIE_RULES)[number]

const TIE_SHARE: Readonly<Record<TieRule, number>> = { strict: 0, weak: 1, mean: 0.5 }

export interface StandingOptions {
  /** Default `mean`. */
  ties?: TieRule
  /** Default 60. */
  minHistory?: number
}

export interface VolatilityStanding {
  /** Share of the past below today's, 0…1. */
  percentile: number | null
  /** Where today's is between the lowest and the highest of the past, 0…1; one spike pins it for as long as it is in view. */
  rank: number | null
  /** Known past values. */
  n: number
  /** Why `percentile`, or else `rank`, is unknown. */
  reason: StatisticReason | null
}

/**
 * Where today's volatility stands against its own past, by count and by range.
 * Formula: percentile = (past below today + ties × share) / n; rank = (today − min) / (max − min), held inside 0…1.
 * The past excludes today. Gaps: unknown past values do not count; `too-short` below `minHistory`, `gap` without a value
 * today; without a range (`constant`) there is a percentile but no rank.
 * Cost: O(n). Source: scipy `percentileofscore`; rank as "IV rank" in options trading.
 * Example: past [0.2, 0.4, 0.4, 0.6, 0.8], today 0.4 → percentile 0.4, rank 1/3.
 * @throws RangeError for an unknown tie rule or a least history below 1
 */
export function volatilityStanding(
  past: readonly (number | null)[],
  today: number | null,
  { ties = 'mean', minHistory = MINIMUM_PERCENTILE_HISTORY }: StandingOptions = {},
): VolatilityStanding {
  if (!TIE_RULES.includes(ties))
    throw new RangeError(`volatilityStanding requires ties to be one of ${TIE_RULES.join(', ')}, got ${ties}`)
  requireWhole('volatilityStanding', 'minHistory', minHistory, 1)
  const known = knownValues(past)
  const n = known.length
  if (today === null || !Number.isFinite(today)) return { percentile: null, rank: null, n, reason: 'gap' }
  if (n < minHistory) return { percentile: null, rank: null, n, reason: 'too-short' }
  let below = 0
  let equal = 0
  for (const value of known) {
    if (value < today) below += 1
    else if (value === today) equal += 1
  }
  const rank = rankIn(known, today)
  const percentile = (below + equal * TIE_SHARE[ties]) / n
  return { percentile, rank, n, reason: rank === null ? 'constant' : null }
}

/**
 * The mid-rank percentile of `volatilityStanding` alone: ties half, sixty past values at least. Unit: 0…1.
 * Example: past 1…60, today 30.5 → 0.5.
 */
export function volatilityPercentile(past: readonly (number | null)[], today: number | null): number | null {
  return volatilityStanding(past, today).percentile
}

function rankIn(known: readonly number[], today: number): number | null {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const value of known) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  if (greatest === least) return null
  if (today <= least) return 0
  if (today >= greatest) return 1
  // Halves, so that a range beyond a double does not turn the share into 0 / 0.
  return (today / 2 - least / 2) / (greatest / 2 - least / 2)
}
