import { SECTOR } from '#lib/core/analytics/board/constituents'
import { spanOf } from '#lib/core/analytics/board/daily-window'
import { type Entity, entityOf, lastSlots } from '#lib/core/analytics/board/entity-closes'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleFigure,
  type ExampleTable,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { kurtosisOf, volatilityEntity } from '#lib/core/analytics/board/volatility-entity'
import { currentVolatility, rollingVolatility } from '#lib/core/analytics/board/volatility-estimate'
import { logReturns } from '#lib/core/analytics/log-returns'
import { mean } from '#lib/core/analytics/mean'
import { minimumReturns } from '#lib/core/analytics/minimum-returns'
import { sampleStandardDeviation } from '#lib/core/analytics/sample-standard-deviation'
import { knownValues } from '#lib/core/analytics/statistic'
import { volatilityOfVolatility } from '#lib/core/analytics/volatility-of-volatility'
import type { ConeRow } from '#lib/core/contract/volatility'
import type * as labels from '#lib/core/metrics/labels/volatility-labels'

type Id = (typeof labels)[keyof typeof labels]['id']

const HEADLINE = 30
const WINDOWS = [30, 7, 90, 180, 365] as const
const YEAR = 365
const HALF_YEAR = 180

/** Worked examples of volatility. */
export function volatilityExamples(context: ExampleContext): Record<Id, MetricExample> {
  return {
    volatility: realised(context),
    'hourly-volatility': hourly(context),
    'ewma-volatility': ewma(context),
    'range-volatility': range(context),
    'volatility-band': band(context),
    'volatility-percentile': standing(context, 'percentile'),
    'volatility-rank': standing(context, 'rank'),
    'volatility-cone': cone(context),
    'volatility-of-volatility': ofVolatility(context),
    'layer-volatility': layer(context),
  }
}

function headline(context: ExampleContext) {
  return volatilityEntity(context.series, { window: HEADLINE, estimator: 'close', days: 1 })
}

/** Mean and deviation of the window's log returns, in digits enough to calculate with. */
function returnInputs(series: Entity, lastDay: number, days: number): ExampleFigure[] {
  const closes = lastSlots(series, lastDay, days)
  const returns = knownValues(logReturns(closes))
  const deviation = sampleStandardDeviation(returns)
  return [
    figure('first close of the window', 'close', closes[0] ?? null, { reason: 'too-short' }),
    figure('last close', 'close', closes.at(-1) ?? null, { reason: 'gap' }),
    figure('log returns', 'count', returns.length),
    figure('their mean', 'number', mean(returns), { reason: 'too-short' }),
    figure('their sample standard deviation', 'number', deviation, { reason: 'too-short' }),
    figure('square root of 365', 'number', Math.sqrt(YEAR)),
  ]
}

function realised({ row, series, lastDay }: ExampleContext): MetricExample {
  return {
    subject: row.name,
    results: WINDOWS.map((window) => {
      const { value, n, reason } = currentVolatility(series, window, 'close')
      return figure(`${window} days`, 'unsigned', value, { n, reason })
    }),
    window: spanOf(series.firstDay, lastDay, HEADLINE),
    inputs: returnInputs(series, lastDay, HEADLINE),
  }
}

function hourly({ row, series }: ExampleContext): MetricExample {
  const { value, n, reason } = currentVolatility(series, 7, 'hourly')
  const complete = series.hourly.prices.slice(0, -1)
  const returns = knownValues(logReturns(complete.slice(-169)))
  return {
    subject: row.name,
    results: [figure('168 hours', 'unsigned', value, { n, reason })],
    window: null,
    inputs: [
      figure('hourly log returns', 'count', returns.length),
      figure('their sample standard deviation', 'number', sampleStandardDeviation(returns), {
        reason: 'no-hourly-prices',
      }),
    ],
  }
}

function ewma({ row, series, lastDay }: ExampleContext): MetricExample {
  const { value, n, reason } = currentVolatility(series, HEADLINE, 'ewma')
  const newest = logReturns(lastSlots(series, lastDay, 1))[0] ?? null
  return {
    subject: row.name,
    results: [figure('now', 'unsigned', value, { n, reason })],
    window: spanOf(series.firstDay, lastDay, series.closes.length),
    inputs: [
      figure('newest log return', 'number', newest, { reason: 'gap' }),
      figure('its square', 'number', newest === null ? null : newest ** 2, { reason: 'gap' }),
      figure('daily variance after it', 'number', value === null ? null : value ** 2 / YEAR, { reason }),
    ],
  }
}

function range({ row, series }: ExampleContext): MetricExample {
  const { value, n, reason } = currentVolatility(series, HEADLINE, 'rogersSatchell')
  return {
    subject: row.name,
    results: [figure('30 days', 'unsigned', value, { n, reason })],
    window: null,
    inputs: [],
  }
}

function band(context: ExampleContext): MetricExample {
  const { row, series, lastDay } = context
  const { current, n, standardError, low, high, reason } = headline(context)
  return {
    subject: row.name,
    results: [
      figure('standard error', 'unsigned', standardError, { n, reason }),
      figure('lower end', 'unsigned', low, { reason }),
      figure('upper end', 'unsigned', high, { reason }),
    ],
    window: spanOf(series.firstDay, lastDay, HEADLINE),
    inputs: [
      figure('volatility', 'unsigned', current, { reason }),
      figure('returns behind it', 'count', n),
      figure('kurtosis', 'number', kurtosisOf(series.closes)),
    ],
  }
}

function standing(context: ExampleContext, which: 'percentile' | 'rank'): MetricExample {
  const { row, series, lastDay } = context
  const { current, percentile, rank, reason } = headline(context)
  const past = rollingVolatility(series, HEADLINE, 'close').slice(0, -1).slice(-YEAR)
  const known = knownValues(past)
  const value = which === 'percentile' ? percentile : rank
  const below = current === null ? null : known.filter((one) => one < current).length
  const extreme = (pick: (...values: number[]) => number) => (known.length === 0 ? null : pick(...known))
  const today = figure("today's value", 'unsigned', current, { reason })
  const inputs = {
    percentile: [
      today,
      figure('past values below it', 'count', below, { reason }),
      figure('past values', 'count', known.length),
    ],
    rank: [
      today,
      figure('lowest past value', 'unsigned', extreme(Math.min), { reason: 'too-short' }),
      figure('highest past value', 'unsigned', extreme(Math.max), { reason: 'too-short' }),
    ],
  }
  const kind = which === 'percentile' ? 'percentile' : 'ratio'
  return {
    subject: row.name,
    results: [figure('30-day volatility', kind, value, { n: known.length, reason: reason ?? 'too-short' })],
    window: spanOf(series.firstDay, lastDay, past.length),
    inputs: inputs[which],
  }
}

function cone(context: ExampleContext): MetricExample {
  const { row, lastDay, series } = context
  const rows = headline(context).cone
  const middle = rows.find(({ horizon }) => horizon === HEADLINE)
  const example: MetricExample = {
    subject: row.name,
    results: [
      figure('median of 30 days', 'unsigned', middle?.p50 ?? null, {
        n: middle?.count ?? null,
        reason: 'too-short',
      }),
    ],
    window: spanOf(series.firstDay, lastDay, YEAR),
    inputs: [],
  }
  return rows.length > 0 ? { ...example, table: coneTable(rows) } : example
}

function coneTable(rows: readonly ConeRow[]): ExampleTable {
  const percent = (value: number | null) => figure('', 'unsigned', value, { reason: 'too-short' })
  return {
    head: ['Horizon', 'Low', 'Median', 'High', 'Now', 'Independent'],
    rows: rows.map(({ horizon, min, p50, max, current, independent }) => [
      figure('', 'words', `${horizon} d`),
      percent(min),
      percent(p50),
      percent(max),
      percent(current),
      figure('', 'count', independent),
    ]),
  }
}

function ofVolatility({ row, series, lastDay }: ExampleContext): MetricExample {
  const levels = rollingVolatility(series, HEADLINE, 'close').slice(-HALF_YEAR)
  const { levelDeviation, coefficientOfVariation, n } = volatilityOfVolatility(levels, YEAR)
  const isEnough = n >= minimumReturns(HALF_YEAR)
  const notes = { n, reason: 'too-short' } as const
  return {
    subject: row.name,
    results: [figure('180 days', 'unsigned', isEnough ? levelDeviation : null, notes)],
    window: spanOf(series.firstDay, lastDay, HALF_YEAR - 1),
    inputs: [
      figure('known daily values', 'count', n),
      figure('their mean', 'unsigned', mean(knownValues(levels)), notes),
      figure('deviation over mean', 'number', isEnough ? coefficientOfVariation : null, notes),
    ],
  }
}

function layer({ layer: figures, input, lastDay }: ExampleContext): MetricExample {
  const index = entityOf(figures.id, figures.id === SECTOR ? 'id' : 'layer', input)
  const { value, n, reason } = figures.volatility30d
  return {
    subject: `Index of ${figures.name}`,
    results: [
      figure('30 days', 'unsigned', value, { n, reason }),
      figure('percentile', 'percentile', figures.volatility30d.percentile, { reason: reason ?? 'too-short' }),
    ],
    window: index && spanOf(index.firstDay, lastDay, HEADLINE),
    inputs: index === null ? [] : returnInputs(index, lastDay, HEADLINE).map(asLevels),
  }
}

/** The index has levels where a token has closes. */
function asLevels(input: ExampleFigure): ExampleFigure {
  return input.kind === 'close'
    ? { ...input, kind: 'level', label: input.label.replace('close', 'level') }
    : input
}
