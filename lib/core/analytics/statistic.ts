import type { UnknownReason } from '#lib/core/contract/vocabulary'

/** Why a statistic is unknown: the words a screen shares, and those that only a formula can meet. */
export type StatisticReason =
  | Extract<UnknownReason, 'too-short' | 'gap' | 'constant'>
  | 'no-downside'
  | 'no-drawdown'
  | 'inconsistent-candle'
  /** The result is beyond what a double can hold. */
  | 'out-of-range'

/** A figure with the number of observations behind it; `null` always has a reason. */
export interface Statistic {
  value: number | null
  n: number
  reason: StatisticReason | null
}

/** A figure that cannot be told from `n` observations, and why. */
export function unknownStatistic(n: number, reason: StatisticReason): Statistic {
  return { value: null, n, reason }
}

/** A computed figure; one that overflowed is unknown, never `Infinity` or `NaN`. */
export function statisticOf(value: number, n: number): Statistic {
  return Number.isFinite(value) ? { value, n, reason: null } : unknownStatistic(n, 'out-of-range')
}

/** `value`, or `null` where it overflowed or was never a number. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** The observations of a series without its gaps; what is not a finite number is a gap. Example: [1, null, 2] → [1, 2]. */
export function knownValues(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null && Number.isFinite(value)) as number[]
}
