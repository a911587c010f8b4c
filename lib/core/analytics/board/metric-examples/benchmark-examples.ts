import { beta, type Regression } from '#lib/core/analytics/beta'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { dailyWindow, spanOf } from '#lib/core/analytics/board/daily-window'
import { type Entity, entityOf, lastSlots } from '#lib/core/analytics/board/entity-closes'
import { exSelfReturns } from '#lib/core/analytics/board/ex-self-returns'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import { figure, type MetricExample } from '#lib/core/analytics/board/metric-examples/metric-example'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { correlationInterval } from '#lib/core/analytics/correlation-interval'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { trackingError } from '#lib/core/analytics/tracking-error'
import type * as labels from '#lib/core/metrics/labels/benchmark-labels'

type Id = (typeof labels)[keyof typeof labels]['id']
type Returns = readonly (number | null)[]

const DAYS = 90
const MINIMUM_RETURNS = 60

interface Benchmark {
  name: string
  returns: Returns
}

/** Worked examples against Bitcoin, Ethereum, the sector and the rest of the own layer. */
export function benchmarkExamples(context: ExampleContext): Record<Id, MetricExample> {
  const { returns } = dailyWindow(context.series, context.lastDay, DAYS)
  const benchmarks = benchmarksOf(context)
  const regressions = benchmarks.map(({ name, returns: benchmark }) => ({
    name,
    fit: beta(returns, benchmark, MINIMUM_RETURNS),
  }))
  const own = beta(returns, exSelfReturns({ ...ofLayer(context), returns }, context.input), MINIMUM_RETURNS)
  const named = (example: Pick<MetricExample, 'results' | 'inputs'>): MetricExample => ({
    subject: context.row.name,
    window: spanOf(context.series.firstDay, context.lastDay, DAYS),
    ...example,
  })
  const headline = regressions[0]?.fit ?? own
  return {
    beta: named({
      results: regressions.map(({ name, fit }) => figure(`to ${name}`, 'ratio', fit.beta, fit)),
      inputs: fitInputs(headline, 'Bitcoin'),
    }),
    'layer-beta': named({
      results: [figure(`to the rest of ${context.layer.name}`, 'ratio', own.beta, own)],
      inputs: fitInputs(own, 'the rest'),
    }),
    alpha: named({
      results: regressions.map(({ name, fit }) => figure(`over ${name}`, 'percent', fit.alphaPerPeriod, fit)),
      inputs: [figure('beta to Bitcoin', 'number', headline.beta, headline)],
    }),
    'tracking-error': named({
      results: benchmarks.map(({ name, returns: benchmark }) => errorFigure(name, returns, benchmark)),
      inputs: [],
    }),
    correlation: named(correlationFigures(regressions)),
  }
}

function ofLayer({ series, layer, lastDay }: ExampleContext) {
  return { token: series.id, layer: layer.id, lastDay }
}

function benchmarksOf({ series, lastDay, input }: ExampleContext): Benchmark[] {
  const entities = ['bitcoin', 'ethereum', SECTOR].map((id) => entityOf(id, 'id', input))
  return entities
    .filter((entity): entity is Entity => entity !== null && entity.id !== series.id)
    .map((entity) => ({
      name: entity.id === SECTOR ? 'the sector' : entity.name,
      returns: simpleReturns(lastSlots(entity, lastDay, DAYS)),
    }))
}

function fitInputs(fit: Regression, name: string) {
  return [
    figure(`correlation with ${name}`, 'number', fit.correlation, fit),
    figure('share of its variance explained', 'unsigned', fit.r2, fit),
    figure('standard error of beta', 'number', fit.standardErrorOfBeta, fit),
  ]
}

function errorFigure(name: string, returns: Returns, benchmark: Returns) {
  const {
    trackingError: value,
    n,
    reason,
  } = trackingError(returns, benchmark, {
    periodsPerYear: DAYS_PER_YEAR,
    minObs: MINIMUM_RETURNS,
  })
  return figure(`against ${name}`, 'unsigned', value, { n, reason })
}

function correlationFigures(regressions: readonly { name: string; fit: Regression }[]) {
  const headline = regressions[0]?.fit
  const interval = headline ? correlationInterval(headline.correlation, headline.n) : null
  return {
    results: regressions.map(({ name, fit }) => figure(`with ${name}`, 'ratio', fit.correlation, fit)),
    inputs: [
      figure('95 % interval of the first, from', 'ratio', interval?.lower ?? null, {
        reason: headline?.reason ?? null,
      }),
      figure('to', 'ratio', interval?.upper ?? null, { reason: headline?.reason ?? null }),
    ],
  }
}
