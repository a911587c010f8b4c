import { type DailyWindow, dailyWindow, knownDays } from '#lib/core/analytics/board/daily-window'
import type { Entity } from '#lib/core/analytics/board/entity-closes'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { maximumDrawdown } from '#lib/core/analytics/maximum-drawdown'
import { sampleMoments } from '#lib/core/analytics/sample-moments'
import { sharpeRatio } from '#lib/core/analytics/sharpe-ratio'
import { sortinoRatio } from '#lib/core/analytics/sortino-ratio'
import type { Statistic } from '#lib/core/analytics/statistic'
import { valueAtRisk } from '#lib/core/analytics/value-at-risk'
import type { RiskFigureId, TokenDrawdown, TokenRiskFigure } from '#lib/core/contract/token-detail'
import { DAY_MS } from '#lib/core/market/window'

const QUARTER = 90
const YEAR = 365
/** Returns that a tail or a shape needs. */
const MINIMUM_RETURNS = 60
const SHARPE = { riskFreePerPeriod: 0, periodsPerYear: DAYS_PER_YEAR } as const
const SORTINO = { minimumAcceptableReturn: 0, periodsPerYear: DAYS_PER_YEAR } as const
const VAR = { level: 0.95, minReturns: MINIMUM_RETURNS } as const

/**
 * Deepest fall between daily closes over 90 days and a year, with its dates, and how far below the window's high the
 * newest close is. A window below 80 % of its returns is unknown, never a shorter one under the same name.
 */
export function tokenDrawdowns(token: Entity, lastDay: number): TokenDrawdown[] {
  return [QUARTER, YEAR].map((days) => drawdown(dailyWindow(token, lastDay, days), days))
}

function drawdown(window: DailyWindow, days: number): TokenDrawdown {
  const { n, reason } = window
  if (reason !== null) return { window: days, ...NO_DRAWDOWN, n, reason }
  const fall = maximumDrawdown(window.closes)
  const times = knownDays(window)
  const timeOf = (index: number | null) => (index === null ? null : (times[index] ?? null))
  const peak = timeOf(fall.peakIndex)
  const trough = timeOf(fall.troughIndex)
  const recovery = timeOf(fall.recoveryIndex)
  return {
    window: days,
    maximum: fall.maxDrawdown,
    peak,
    trough,
    recovery,
    daysToTrough: daysBetween(peak, trough),
    daysToRecovery: daysBetween(peak, recovery),
    current: fall.currentDrawdown,
    n,
    reason: fall.reason,
  }
}

const NO_DRAWDOWN = {
  maximum: null,
  peak: null,
  trough: null,
  recovery: null,
  daysToTrough: null,
  daysToRecovery: null,
  current: null,
} as const

/** Of calendar days: a gap between two closes counts. */
function daysBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : (to - from) / DAY_MS
}

/**
 * Reward and tail of daily simple returns: Sharpe and Sortino (risk-free rate and target 0) over 90 and 365 days, value at
 * risk and shortfall at 95 % and the shape over up to 365 days.
 */
export function tokenRisk(token: Entity, lastDay: number): TokenRiskFigure[] {
  const quarter = dailyWindow(token, lastDay, QUARTER)
  const year = dailyWindow(token, lastDay, YEAR)
  const tail = valueAtRisk(year.returns, VAR)
  const shape = sampleMoments(year.returns)
  const shapeReason = shape.n < MINIMUM_RETURNS ? ('too-short' as const) : shape.reason
  const shapeOf = (value: number | null): Statistic => ({
    value: shape.n < MINIMUM_RETURNS ? null : value,
    n: shape.n,
    reason: shapeReason,
  })
  const sharpe = (window: DailyWindow) => overWindow(window, sharpeRatio(window.returns, SHARPE))
  const sortino = (window: DailyWindow) => overWindow(window, sortinoRatio(window.returns, SORTINO))
  return [
    riskFigure('sharpe-ratio', QUARTER, sharpe(quarter)),
    riskFigure('sharpe-ratio', YEAR, sharpe(year)),
    riskFigure('sortino-ratio', QUARTER, sortino(quarter)),
    riskFigure('sortino-ratio', YEAR, sortino(year)),
    riskFigure('value-at-risk', YEAR, { value: tail.valueAtRisk, n: tail.n, reason: tail.reason }),
    riskFigure('expected-shortfall', YEAR, { value: tail.conditional, n: tail.n, reason: tail.reason }),
    riskFigure('skewness', YEAR, shapeOf(shape.skewness)),
    riskFigure('excess-kurtosis', YEAR, shapeOf(shape.excessKurtosis)),
  ]
}

function overWindow(window: DailyWindow, ratio: Statistic): Statistic {
  return window.reason === null ? ratio : { value: null, n: ratio.n, reason: window.reason }
}

function riskFigure(id: RiskFigureId, window: number, { value, n, reason }: Statistic): TokenRiskFigure {
  return { id, window, value, n, reason: value === null ? reason : null }
}
