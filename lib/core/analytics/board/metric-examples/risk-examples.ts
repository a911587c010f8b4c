import { type DailyWindow, dailyWindow, knownDays, usedSpan } from '#lib/core/analytics/board/daily-window'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleFigure,
  type ExampleReason,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { calmarRatio } from '#lib/core/analytics/calmar-ratio'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { downsideDeviation } from '#lib/core/analytics/downside-deviation'
import { isValidPrice } from '#lib/core/analytics/log-returns'
import { type Drawdown, maximumDrawdown } from '#lib/core/analytics/maximum-drawdown'
import { mean } from '#lib/core/analytics/mean'
import { type SampleMoments, sampleMoments } from '#lib/core/analytics/sample-moments'
import { sharpeRatio } from '#lib/core/analytics/sharpe-ratio'
import { sortinoRatio } from '#lib/core/analytics/sortino-ratio'
import { knownValues } from '#lib/core/analytics/statistic'
import { valueAtRisk } from '#lib/core/analytics/value-at-risk'
import { DAY_MS } from '#lib/core/market/window'
import type * as labels from '#lib/core/metrics/labels/risk-labels'

type Id = (typeof labels)[keyof typeof labels]['id']

const QUARTER = 90
const YEAR = 365
/** Returns that a tail or a shape needs. */
const MINIMUM_RETURNS = 60
const SHARPE = { riskFreePerPeriod: 0, periodsPerYear: DAYS_PER_YEAR } as const
const SORTINO = { minimumAcceptableReturn: 0, periodsPerYear: DAYS_PER_YEAR } as const
const VAR = { level: 0.95, minReturns: MINIMUM_RETURNS } as const

/** Worked examples of risk and reward. */
export function riskExamples(context: ExampleContext): Record<Id, MetricExample> {
  const { series, lastDay, row } = context
  const quarter = dailyWindow(series, lastDay, QUARTER)
  const year = dailyWindow(series, lastDay, YEAR)
  const named = (example: Omit<MetricExample, 'subject'>): MetricExample => ({
    subject: row.name,
    ...example,
  })
  return {
    'maximum-drawdown': named(drawdownExample(context, quarter, year)),
    'value-at-risk': named(valueAtRiskExample(year)),
    'expected-shortfall': named(shortfallExample(year)),
    'sharpe-ratio': named(
      ratioExample(quarter, year, (returns) => sharpeRatio(returns, SHARPE), sharpeInputs),
    ),
    'sortino-ratio': named(
      ratioExample(quarter, year, (returns) => sortinoRatio(returns, SORTINO), sortinoInputs),
    ),
    'calmar-ratio': named(calmarExample(year)),
    skewness: named(momentExample(year, 'skewness')),
    'excess-kurtosis': named(momentExample(year, 'excessKurtosis')),
  }
}

function drawdownExample({ series, lastDay }: ExampleContext, quarter: DailyWindow, year: DailyWindow) {
  const all = dailyWindow(series, lastDay, Math.max(1, series.closes.length - 1))
  const headline = maximumDrawdown(quarter.closes)
  const depth = (window: DailyWindow) =>
    window.reason === null ? maximumDrawdown(window.closes).maxDrawdown : null
  return {
    results: [
      figure('90 days', 'percent', depth(quarter), quarter),
      figure('365 days', 'percent', depth(year), year),
      figure('whole history', 'percent', maximumDrawdown(all.closes).maxDrawdown, {
        n: all.n,
        reason: 'too-short',
      }),
    ],
    window: usedSpan(quarter),
    inputs: quarter.reason === null ? drawdownDates(headline, quarter) : [],
  }
}

function drawdownDates(drawdown: Drawdown, window: DailyWindow): ExampleFigure[] {
  const days = knownDays(window)
  const closes = window.closes.filter(isValidPrice)
  const at = <Value>(values: readonly Value[], index: number | null) =>
    index === null ? null : (values[index] ?? null)
  return [
    figure('day of the high', 'day', at(days, drawdown.peakIndex), { reason: 'no-drawdown' }),
    figure('close on it', 'close', at(closes, drawdown.peakIndex), { reason: 'no-drawdown' }),
    figure('day of the low', 'day', at(days, drawdown.troughIndex), { reason: 'no-drawdown' }),
    figure('close on it', 'close', at(closes, drawdown.troughIndex), { reason: 'no-drawdown' }),
    figure('fall from the high now', 'percent', drawdown.currentDrawdown, { reason: 'too-short' }),
  ]
}

function valueAtRiskExample(year: DailyWindow) {
  const { valueAtRisk: value, n, reason } = valueAtRisk(year.returns, VAR)
  return {
    results: [figure('up to 365 days', 'percent', value, { n, reason })],
    window: usedSpan(year),
    inputs: worstDays(year, 3),
  }
}

function worstDays({ from, returns }: DailyWindow, count: number): ExampleFigure[] {
  return returns
    .flatMap((value, at) => (value === null ? [] : [{ value, day: from + (at + 1) * DAY_MS }]))
    .sort((a, b) => a.value - b.value)
    .slice(0, count)
    .map(({ value, day }) =>
      figure(`return to ${new Date(day).toISOString().slice(0, 10)}`, 'percent', value),
    )
}

function shortfallExample(year: DailyWindow) {
  const { valueAtRisk: threshold, conditional, n, tail, reason } = valueAtRisk(year.returns, VAR)
  return {
    results: [figure('up to 365 days', 'percent', conditional, { n, reason })],
    window: usedSpan(year),
    inputs: [
      figure('value at risk', 'percent', threshold, { reason }),
      figure('days at or below it', 'count', threshold === null ? null : tail, { reason }),
    ],
  }
}

interface Ratio {
  value: number | null
  n: number
  reason: ExampleReason | null
}

function ratioExample(
  quarter: DailyWindow,
  year: DailyWindow,
  ratioOf: (returns: readonly (number | null)[]) => Ratio,
  inputsOf: (returns: readonly number[]) => ExampleFigure[],
) {
  const result = (label: string, window: DailyWindow) => {
    const { value, n, reason } = ratioOf(window.returns)
    return figure(label, 'ratio', window.reason === null ? value : null, {
      n,
      reason: window.reason ?? reason,
    })
  }
  const known = knownValues(quarter.returns)
  return {
    results: [result('90 days', quarter), result('365 days', year)],
    window: usedSpan(quarter),
    inputs:
      quarter.reason === null ? [figure('mean daily return', 'number', mean(known)), ...inputsOf(known)] : [],
  }
}

function sharpeInputs(returns: readonly number[]): ExampleFigure[] {
  return [
    figure('sample standard deviation', 'number', sampleMoments(returns).standardDeviation, {
      reason: 'too-short',
    }),
    figure('square root of 365', 'number', Math.sqrt(DAYS_PER_YEAR)),
  ]
}

function sortinoInputs(returns: readonly number[]): ExampleFigure[] {
  return [
    figure('downside deviation', 'number', downsideDeviation(returns, SORTINO).perPeriod, {
      reason: 'too-short',
    }),
    figure('days below 0', 'count', returns.filter((value) => value < 0).length),
  ]
}

function calmarExample(year: DailyWindow) {
  const { cagr, calmar, n, reason } = calmarRatio(year.closes, DAYS_PER_YEAR)
  const isKnown = year.reason === null
  const why = { reason: year.reason ?? reason }
  return {
    results: [figure('365 days', 'ratio', isKnown ? calmar : null, { n, ...why })],
    window: usedSpan(year),
    inputs: [
      figure('growth a year', 'percent', isKnown ? cagr : null, why),
      figure('maximum drawdown', 'percent', isKnown ? maximumDrawdown(year.closes).maxDrawdown : null, why),
    ],
  }
}

function momentExample(year: DailyWindow, which: 'skewness' | 'excessKurtosis') {
  const moments: SampleMoments = sampleMoments(year.returns)
  const isEnough = moments.n >= MINIMUM_RETURNS
  const reason = isEnough ? moments.reason : 'too-short'
  const population = which === 'skewness' ? moments.populationSkewness : moments.populationExcessKurtosis
  return {
    results: [figure('up to 365 days', 'ratio', isEnough ? moments[which] : null, { n: moments.n, reason })],
    window: usedSpan(year),
    inputs: [
      figure('mean daily return', 'number', moments.mean, { reason: 'too-short' }),
      figure('sample standard deviation', 'number', moments.standardDeviation, { reason: 'too-short' }),
      figure('moment ratio before the adjustment', 'number', population, { reason }),
    ],
  }
}
