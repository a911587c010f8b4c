import type { Entity } from '#lib/core/analytics/board/entity-closes'
import {
  closeToCloseVolatility,
  DAYS_PER_YEAR,
  HOURS_PER_YEAR,
  rollingCloseToCloseVolatility,
  type Volatility,
} from '#lib/core/analytics/close-to-close-volatility'
import { ewmaEffectiveReturns, ewmaVolatility, RISKMETRICS_LAMBDA } from '#lib/core/analytics/ewma-volatility'
import { logReturns } from '#lib/core/analytics/log-returns'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import type { UnknownReason, VolatilityEstimator } from '#lib/core/contract/vocabulary'
import { DAY_MS, HOUR_MS } from '#lib/core/market/window'

/** RiskMetrics' seed and the length below which it still weighs too much. */
const EWMA_SEED_RETURNS = 30
const EWMA_MINIMUM_RETURNS = 60
const HOURS_PER_DAY = 24

/** The estimator's value as of every daily close; all `null` where its data is not there. */
export function rollingVolatility(
  entity: Entity,
  window: number,
  estimator: VolatilityEstimator,
): (number | null)[] {
  const { closes } = entity
  switch (estimator) {
    case 'close':
      return rollingCloseToCloseVolatility(closes, { window, periodsPerYear: DAYS_PER_YEAR })
    case 'ewma':
      return closes.map((_, slot) => ewma(closes.slice(0, slot + 1)).value)
    case 'hourly':
      return hourlyAtMidnights(entity, window)
    default:
      return closes.map(() => null)
  }
}

/** The estimator's value as of the newest data, with the returns it used or the reason it is unknown. */
export function currentVolatility(
  entity: Entity,
  window: number,
  estimator: VolatilityEstimator,
): Volatility {
  const { closes, hourly } = entity
  switch (estimator) {
    case 'close':
      return closeToCloseVolatility(closes, { window, periodsPerYear: DAYS_PER_YEAR })
    case 'ewma':
      return ewma(closes)
    case 'hourly':
      if (hourly.prices.length === 0) return unknown('no-hourly-prices')
      // The running hour is not complete.
      return closeToCloseVolatility(hourly.prices.slice(0, -1), hours(window))
    default:
      return unknown('no-candles')
  }
}

/** Returns that a value needs, hourly ones for `hourly`; `null` for an estimator whose data is not fetched. */
export function neededReturns(window: number, estimator: VolatilityEstimator): number | null {
  switch (estimator) {
    case 'close':
      return minimumReturns(window)
    case 'ewma':
      return EWMA_MINIMUM_RETURNS
    case 'hourly':
      return minimumReturns(hours(window).window)
    default:
      return null
  }
}

/** Equally weighted returns that know as much as the `n` behind a value: EWMA's old ones hardly count. */
export function effectiveReturns(n: number, estimator: VolatilityEstimator): number {
  if (estimator !== 'ewma') return n
  return Math.floor(ewmaEffectiveReturns(n, RISKMETRICS_LAMBDA, EWMA_SEED_RETURNS))
}

function hours(window: number) {
  return { window: window * HOURS_PER_DAY, periodsPerYear: HOURS_PER_YEAR }
}

function hourlyAtMidnights({ firstDay, closes, hourly }: Entity, window: number): (number | null)[] {
  const rolling = rollingCloseToCloseVolatility(hourly.prices, hours(window))
  return closes.map((_, slot) => rolling[(firstDay + slot * DAY_MS - hourly.firstHour) / HOUR_MS] ?? null)
}

/** λ = 0.94, seeded with the mean of the first 30 squares, at least 60 returns, none of them across a gap. */
function ewma(closes: readonly (number | null)[]): Volatility {
  const returns = logReturns(closes)
  const known = returns.filter((value) => value !== null).length
  if (known < EWMA_MINIMUM_RETURNS) return { value: null, n: known, reason: 'too-short' }
  const { value, n, reason } = ewmaVolatility(
    returns.filter((one) => one !== null),
    { lambda: RISKMETRICS_LAMBDA, periodsPerYear: DAYS_PER_YEAR, seed: { meanOf: EWMA_SEED_RETURNS } },
  )
  return { value, n, reason: reason === null ? null : 'too-short' }
}

function unknown(reason: UnknownReason): Volatility {
  return { value: null, n: 0, reason }
}
