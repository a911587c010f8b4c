import { isCovered } from '#lib/core/analytics/basket-return'
import { basketToken } from '#lib/core/analytics/board/layer-basket'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleFigure,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { staleAfterMs } from '#lib/core/analytics/board-status'
import { DAY_MS } from '#lib/core/market/window'
import type * as labels from '#lib/core/metrics/labels/data-quality-labels'

type Id = (typeof labels)[keyof typeof labels]['id']

const SECOND_MS = 1000
const NAMED_SUSPECTS = 3

/** Worked examples of what is said about the data itself. */
export function dataQualityExamples(context: ExampleContext): Record<Id, MetricExample> {
  const { row, layer, snapshot } = context
  const of = (subject: string, results: ExampleFigure[], inputs: ExampleFigure[]): MetricExample => ({
    subject,
    results,
    window: null,
    inputs,
  })
  const age = figure('age of the price', 'age', row.ageSeconds, { reason: 'no-price' })
  const status = figure('now', 'words', snapshot.status)
  return {
    coverage: of(
      layer.name,
      [figure('24h', 'unsigned', layer.coverage, { n: layer.coveredCount, reason: 'no-market-cap' })],
      [...coverageSums(context), figure('tokens expected', 'count', layer.tokenCount)],
    ),
    'stale-weight': of(
      layer.name,
      [figure('now', 'unsigned', layer.staleWeight, { reason: 'low-coverage' })],
      [
        figure(
          'tokens whose price is old',
          'count',
          context.members.filter(({ state }) => state === 'stale').length,
        ),
      ],
    ),
    'price-age': of(
      row.name,
      [figure('when the figures were made', 'age', row.ageSeconds, { reason: 'no-price' })],
      [
        figure('time stamp', 'time', row.lastUpdated === null ? null : Date.parse(row.lastUpdated), {
          reason: 'no-price',
        }),
      ],
    ),
    'token-state': of(
      row.name,
      [figure('now', 'words', row.state)],
      [age, figure('stale beyond', 'age', staleAfterMs(context.input.periodMs) / SECOND_MS)],
    ),
    'board-status': of(
      'The board',
      [status],
      [
        figure('last accepted answer', 'time', Date.parse(snapshot.fetchedAt)),
        figure('refresh period', 'age', context.input.periodMs / SECOND_MS),
      ],
    ),
    'self-check': of(
      row.name,
      [figure('findings', 'words', row.flags.length === 0 ? 'none' : row.flags.join(', '))],
      checkInputs(context),
    ),
    'suspect-close': suspectExample(context),
  }
}

function coverageSums({ members }: ExampleContext): ExampleFigure[] {
  const tokens = members.map((token) => basketToken(token, '24h'))
  const total = (chosen: typeof tokens) => {
    const caps = chosen.flatMap(({ marketCap }) => (marketCap === null ? [] : [marketCap]))
    return caps.length === 0 ? null : caps.reduce((sum, cap) => sum + cap, 0)
  }
  return [
    figure('market cap covered', 'amount', total(tokens.filter(isCovered)), { reason: 'no-market-cap' }),
    figure('market cap expected', 'amount', total(tokens), { reason: 'no-market-cap' }),
  ]
}

function checkInputs({ row }: ExampleContext): ExampleFigure[] {
  const { price, circulatingSupply: supply, marketCap, volume24h } = row
  const product = price === null || supply === null ? null : price * supply
  return [
    figure('price × supply', 'amount', product, { reason: 'no-market-cap' }),
    figure('market cap', 'amount', marketCap, { reason: 'no-market-cap' }),
    figure(
      'volume over market cap',
      'unsigned',
      volume24h === null || marketCap === null ? null : volume24h / marketCap,
      {
        reason: 'no-market-cap',
      },
    ),
  ]
}

function suspectExample({ row, series, input }: ExampleContext): MetricExample {
  const suspects = input.history.get(series.id)?.suspects ?? []
  const days = series.closes.length
  const isKnown = days > 0
  return {
    subject: row.name,
    results: [
      figure('suspect closes', 'count', isKnown ? suspects.length : null, {
        n: days,
        reason: 'history-filling',
      }),
    ],
    window: isKnown ? { from: series.firstDay, to: series.firstDay + (days - 1) * DAY_MS } : null,
    inputs: suspects.slice(-NAMED_SUSPECTS).map((day) => figure('suspect', 'day', day)),
  }
}
