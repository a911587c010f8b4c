import { requireEqualLengths, requireFinite } from '#lib/core/analytics/argument-checks'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { type ReturnStart, returnSince, type TimedPrice } from '#lib/core/analytics/window-return'
import { DAY_MS, TOKEN_WINDOWS, WINDOW_MS, WINDOW_TOLERANCE_MS } from '#lib/core/market/window'

/** A rolling window, or the calendar year so far (`ytd`, from 1 January 00:00 UTC). */
export const RETURN_WINDOWS = [...TOKEN_WINDOWS, 'ytd'] as const
export type ReturnWindow = (typeof RETURN_WINDOWS)[number]

const YTD_TOLERANCE_MS = DAY_MS

/** A series of one value per time. */
export interface TimedSeries {
  /** ms UTC, strictly rising. */
  times: readonly number[]
  /** `null`, 0, negative and non-finite values are missing. */
  values: readonly (number | null)[]
}

export interface WindowReturnsOptions {
  /** ms UTC. */
  asOf: number
  windows: readonly ReturnWindow[]
  /** How much older than its start a window's base may be, ms; default the windows' own. */
  toleranceMs?: Partial<Record<ReturnWindow, number>>
}

/**
 * Returns of one series over several windows, counted by time and not by elements.
 * Purpose: performance of an index or a token from its own history.
 * Formula: V(last) / V(base) − 1; last = the last valid point at or before `asOf`, base = the last valid one at or before
 * asOf − window (`ytd`: 1 January 00:00 UTC of asOf's year). Unit: fraction.
 * Gaps: `null` where the base is missing, older than the tolerance, or the same point as the last.
 * Cost: O(points × windows). Source: GIPS, rolling and calendar returns.
 * Example: 100 a week ago, 125 yesterday, 130 now → 7d 30 %, 24h 4 %.
 * @throws RangeError for series of different length, times that do not rise, an unknown window or a negative tolerance.
 */
export function windowReturns(
  series: TimedSeries,
  { asOf, windows, toleranceMs = {} }: WindowReturnsOptions,
): Partial<Record<ReturnWindow, number | null>> {
  requireTimedSeries(series, asOf)
  const last = newestPoint(series, asOf)
  const basePrice = (time: number) => {
    const base = newestPoint(series, time)
    return base === null || base.time === last?.time ? null : base
  }
  return Object.fromEntries(
    windows.map((window) => {
      const start = startOf(window, asOf, toleranceMs[window])
      return [window, returnSince(last?.price ?? null, start, basePrice)]
    }),
  )
}

function startOf(window: ReturnWindow, asOf: number, given: number | undefined): ReturnStart {
  if (!RETURN_WINDOWS.includes(window)) {
    throw new RangeError(`windowReturns requires windows of ${RETURN_WINDOWS.join(', ')}, got ${window}`)
  }
  const toleranceMs = given ?? (window === 'ytd' ? YTD_TOLERANCE_MS : WINDOW_TOLERANCE_MS[window])
  if (!(toleranceMs >= 0)) {
    throw new RangeError(`windowReturns requires a tolerance of 0 or more for ${window}, got ${toleranceMs}`)
  }
  if (window === 'ytd') return { start: Date.UTC(new Date(asOf).getUTCFullYear(), 0, 1), toleranceMs }
  return { start: asOf - WINDOW_MS[window], toleranceMs }
}

/** The newest valid point at or before `time`. */
function newestPoint({ times, values }: TimedSeries, time: number): TimedPrice | null {
  for (let at = times.findLastIndex((one) => one <= time); at >= 0; at -= 1) {
    const price = values[at]
    if (isValidPrice(price)) return { time: times[at] as number, price }
  }
  return null
}

function requireTimedSeries({ times, values }: TimedSeries, asOf: number): void {
  requireFinite('windowReturns', 'asOf', asOf)
  requireEqualLengths('windowReturns', { times, values })
  for (const [at, time] of times.entries()) {
    const before = at === 0 ? Number.NEGATIVE_INFINITY : (times[at - 1] as number)
    if (!(time > before && Number.isFinite(time))) {
      throw new RangeError(`windowReturns requires times that rise, got ${time} after ${before} at ${at}`)
    }
  }
}
