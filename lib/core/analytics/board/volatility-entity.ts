import type { Entity } from '#lib/core/analytics/board/entity-closes'
import {
  currentVolatility,
  effectiveReturns,
  neededReturns,
  rollingVolatility,
} from '#lib/core/analytics/board/volatility-estimate'
import { daysToEnough } from '#lib/core/analytics/board/volatility-windows'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { logReturns } from '#lib/core/analytics/log-returns'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import { riskReturn } from '#lib/core/analytics/risk-return'
import { sampleMoments } from '#lib/core/analytics/sample-moments'
import { volatilityCone } from '#lib/core/analytics/volatility-cone'
import { volatilityStanding } from '#lib/core/analytics/volatility-percentile'
import { volatilityBand, volatilityStandardError } from '#lib/core/analytics/volatility-standard-error'
import type { VolatilityEstimator } from '#lib/core/contract/vocabulary'
import type { ConeRow, RiskReturnPoint, VolatilityEntity } from '#lib/core/contract/volatility'
import { DAY_MS } from '#lib/core/market/window'

const CONE_HORIZONS = [7, 14, 30, 90, 180] as const
const CONE_PERCENTILES = [0, 10, 25, 50, 75, 90, 100] as const
const YEAR = 365
/** Returns that a kurtosis of its own needs; below it the normal one is the better guess. */
const KURTOSIS_RETURNS = 60
const NORMAL_KURTOSIS = 3

export interface VolatilityView {
  /** Days. */
  window: number
  estimator: VolatilityEstimator
  /** Daily values of the rolling line. */
  days: number
}

/** Everything `/api/volatility` says of one entity: the line, today's value with its band, its standing and its cone. */
export function volatilityEntity(
  entity: Entity,
  { window, estimator, days }: VolatilityView,
): VolatilityEntity {
  const { kind, id, name, firstDay, closes } = entity
  const rolling = rollingVolatility(entity, window, estimator)
  const current = currentVolatility(entity, window, estimator)
  const standing = volatilityStanding(rolling.slice(0, -1).slice(-YEAR), current.value)
  const kurtosis = kurtosisOf(estimator === 'hourly' ? entity.hourly.prices : closes)
  const counted = effectiveReturns(current.n, estimator)
  const band = counted < 2 ? null : volatilityBand(current.value, counted, kurtosis)
  const first = Math.max(0, rolling.length - days)
  return {
    kind,
    id,
    name,
    times: rolling.slice(first).map((_, at) => firstDay + (first + at) * DAY_MS),
    rolling: rolling.slice(first),
    current: current.value,
    n: current.n,
    needed: neededReturns(window, estimator),
    daysToEnough: daysToEnough(entity, window, estimator),
    standardError: counted < 2 ? null : volatilityStandardError(current.value, counted, kurtosis),
    low: band?.low ?? null,
    high: band?.high ?? null,
    percentile: standing.percentile,
    rank: standing.rank,
    cone: cone(closes),
    riskReturn: riskReturnPoint(closes, window),
    reason: current.reason === null ? null : (entity.reason ?? current.reason),
  }
}

function riskReturnPoint(closes: readonly (number | null)[], window: number): RiskReturnPoint {
  const { reason, ...point } = riskReturn(closes, window)
  // A figure beyond a double comes from prices that cannot be; to the reader it is not there.
  return {
    ...point,
    reason: reason === 'too-short' || reason === 'constant' || reason === null ? reason : 'gap',
  }
}

/** Kurtosis (3 for a normal law) of the newest 365 log returns; fat tails widen the band, thin ones do not narrow it. */
export function kurtosisOf(closes: readonly (number | null)[]): number {
  const moments = sampleMoments(logReturns(closes.slice(-(YEAR + 1))))
  if (moments.n < KURTOSIS_RETURNS || moments.excessKurtosis === null) return NORMAL_KURTOSIS
  return Math.max(NORMAL_KURTOSIS, moments.excessKurtosis + NORMAL_KURTOSIS)
}

/** Horizons that fit twice into the last year's closes; percentiles of overlapping windows, hence `independent`. */
function cone(closes: readonly (number | null)[]): ConeRow[] {
  const year = closes.slice(-(YEAR + 1))
  const horizons = CONE_HORIZONS.filter((horizon) => year.length >= 2 * horizon)
  const options = {
    horizons,
    percentiles: CONE_PERCENTILES,
    periodsPerYear: DAYS_PER_YEAR,
    minReturns: minimumReturns,
  }
  return volatilityCone(year, options).map(({ horizon, count, independentWindows, current, quantiles }) => {
    const [min = null, p10 = null, p25 = null, p50 = null, p75 = null, p90 = null, max = null] = quantiles
    return { horizon, count, independent: independentWindows, min, p10, p25, p50, p75, p90, max, current }
  })
}
