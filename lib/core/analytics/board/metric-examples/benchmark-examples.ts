import { beta, type Regression } from '#lib/core/analytics/beta'
import { SECTOR } from '#lib/core/analytics/board/constituents'
import { type Entity, entityOf, lastSlots } from '#lib/core/analytics/board/entity-closes'
import {
  dailyWindow,
  type ExampleContext,
  spanOf,
} from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleReason,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { DAYS_PER_YEAR } from '#lib/core/analytics/close-to-close-volatility'
import { correlationInterval } from '#lib/core/analytics/correlation-interval'
import { exSelfReturn } from '#lib/core/analytics/ex-self-return'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { trackingError } from '#lib/core/analytics/tracking-error'
import { DAY_MS } from '#lib/core/market/window'
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
  const own = beta(returns, layerExSelf(context, returns), MINIMUM_RETURNS)
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
      results: [figure(`to the rest of ${context.layer.name}`, 'ratio', own.beta, ownNotes(own, context))],
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

function benchmarksOf({ series, lastDay, input }: ExampleContext): Benchmark[] {
  const entities = ['bitcoin', 'ethereum', SECTOR].map((id) => entityOf(id, 'id', input))
  return entities
    .filter((entity): entity is Entity => entity !== null && entity.id !== series.id)
    .map((entity) => ({
      name: entity.id === SECTOR ? 'the sector' : entity.name,
      returns: simpleReturns(lastSlots(entity, lastDay, DAYS)),
    }))
}

/** Daily returns of the layer's index without the token, at its begin-of-day weights. */
function layerExSelf({ layer, series, lastDay, input }: ExampleContext, returns: Returns): Returns {
  const index = input.indices.get(layer.id)
  const entity = entityOf(layer.id, layer.id === SECTOR ? 'id' : 'layer', input)
  if (!index || !entity) return returns.map(() => null)
  const indexReturns = simpleReturns(lastSlots(entity, lastDay, DAYS))
  const firstSlot = (lastDay - index.firstDay) / DAY_MS - DAYS
  return returns.map((tokenReturn, at) => {
    const weight = index.weights.get(series.id)?.[firstSlot + at]
    const indexReturn = indexReturns[at] ?? null
    return weight === undefined ? null : exSelfReturn({ indexReturn, weight, tokenReturn })
  })
}

function ownNotes({ n, reason }: Regression, { layer, series, input }: ExampleContext) {
  const isHeld = input.indices.get(layer.id)?.weights.has(series.id) === true
  const why: ExampleReason | null = isHeld ? reason : 'not-in-basket'
  return { n, reason: why }
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
