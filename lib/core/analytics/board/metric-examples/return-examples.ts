import { dailyWindow, usedSpan } from '#lib/core/analytics/board/daily-window'
import { layerBasket } from '#lib/core/analytics/board/layer-basket'
import type { ExampleContext } from '#lib/core/analytics/board/metric-examples/example-context'
import {
  type ExampleFigure,
  figure,
  type MetricExample,
} from '#lib/core/analytics/board/metric-examples/metric-example'
import { momentum } from '#lib/core/analytics/momentum'
import { nameOf } from '#lib/core/format/name-of'
import { type TokenWindow, WINDOW_MS } from '#lib/core/market/window'
import type * as labels from '#lib/core/metrics/labels/return-labels'

type Id = (typeof labels)[keyof typeof labels]['id']

const RETURN_WINDOWS = ['24h', '1h', '7d', '30d', '90d', '1y'] as const satisfies readonly TokenWindow[]
const MOMENTUM_DAYS = [30, 7, 90] as const
const TOP = 3

/** Worked examples of returns. */
export function returnExamples(context: ExampleContext): Record<Id, MetricExample> {
  return {
    price: priceExample(context),
    'daily-close': closeExample(context),
    'price-return': returnExample(context),
    momentum: momentumExample(context),
    'layer-return': layerReturnExample(context),
    'layer-weight': weightExample(context),
    'median-return': medianExample(context),
    contribution: contributionExample(context),
    'week-line': weekLineExample(context),
    'rebased-line': rebasedExample(context),
  }
}

function day(context: ExampleContext): { from: number; to: number } {
  const to = context.input.market.asOf
  return { from: to - WINDOW_MS['24h'], to }
}

function priceExample({ row, token }: ExampleContext): MetricExample {
  const updated = token.quote?.lastUpdated ?? null
  return {
    subject: row.name,
    results: [figure('now', 'price', row.price, { reason: 'no-price' })],
    window: null,
    inputs: [
      figure('time stamp of the price', 'time', updated, { reason: 'no-price' }),
      figure('24 h low', 'price', row.low24h, { reason: 'no-price' }),
      figure('24 h high', 'price', row.high24h, { reason: 'no-price' }),
    ],
  }
}

function closeExample({ row, series, lastDay }: ExampleContext): MetricExample {
  const window = dailyWindow(series, lastDay, 3)
  const closeOf = (slot: number) => window.closes[slot] ?? null
  return {
    subject: row.name,
    results: [
      figure('newest close', 'close', closeOf(3), {
        reason: series.closes.length > 0 ? 'gap' : 'history-filling',
      }),
    ],
    window: { from: window.to, to: window.to },
    inputs: [1, 2, 3].map((back) =>
      figure(back === 1 ? 'the day before' : `${back} days before`, 'close', closeOf(3 - back), {
        reason: 'gap',
      }),
    ),
  }
}

function returnExample(context: ExampleContext): MetricExample {
  const { row } = context
  const change = row.returns['24h']
  const source = row.returnsSource['24h']
  const before = change === null || row.price === null ? null : row.price / (1 + change)
  return {
    subject: row.name,
    results: RETURN_WINDOWS.map((window) =>
      figure(window, 'percent', row.returns[window], {
        reason: row.price === null ? 'no-price' : 'no-return',
      }),
    ),
    window: day(context),
    inputs: [
      figure('price now', 'price', row.price, { reason: 'no-price' }),
      figure('price 24 h ago, from the return', 'price', before, {
        reason: 'no-return',
      }),
      figure('where the return comes from', 'words', SOURCE_WORDS[source ?? 'nowhere']),
    ],
  }
}

const SOURCE_WORDS = {
  upstream: 'the upstream itself',
  history: 'stored history',
  nowhere: 'nowhere',
} as const

function momentumExample({ row, series, lastDay }: ExampleContext): MetricExample {
  const [headline] = MOMENTUM_DAYS
  const window = dailyWindow(series, lastDay, headline)
  return {
    subject: row.name,
    results: MOMENTUM_DAYS.map((days) => {
      const { value, n, reason } = momentum(series.closes, days)
      return figure(`${days} days`, 'percent', value, { n, reason })
    }),
    window: { from: window.from, to: window.to },
    inputs: [
      figure('newest close', 'close', window.closes.at(-1) ?? null, { reason: 'gap' }),
      figure(`close ${headline} days before`, 'close', window.closes[0] ?? null, { reason: 'too-short' }),
    ],
  }
}

function layerReturnExample(context: ExampleContext): MetricExample {
  const { layer, snapshot } = context
  const [top, rest] = [layer.contributions24h.slice(0, TOP), layer.contributions24h.slice(TOP)]
  const others = rest.reduce((total, { value }) => total + value, 0)
  const windows = ['24h', '7d', '30d', '90d', '1y'] as const
  return {
    subject: layer.name,
    results: windows.map((window) =>
      figure(window, 'percent', layer.returns[window], { reason: 'low-coverage' }),
    ),
    window: day(context),
    inputs: [
      ...top.map(({ id, value }) => figure(nameOf(snapshot.tokens, id), 'points', value)),
      ...(rest.length > 0 ? [figure(`${rest.length} others`, 'points', others)] : []),
    ],
  }
}

function weightExample(context: ExampleContext): MetricExample {
  const { layer, row, members } = context
  const { basket } = layerBasket(members, '24h', context.input.weighting)
  const capOf = new Map(members.map(({ mapped, quote }) => [mapped.id, quote?.marketCap ?? null]))
  const startCaps = (basket?.shares ?? []).flatMap(({ id, return: change }) => {
    const cap = capOf.get(id) ?? null
    return cap === null ? [] : [{ id, cap: cap / (1 + change) }]
  })
  const own = startCaps.find(({ id }) => id === row.id)?.cap ?? null
  const total = startCaps.length === 0 ? null : startCaps.reduce((sum, { cap }) => sum + cap, 0)
  return {
    subject: `${row.name} in ${layer.name}`,
    results: [figure('capped', 'unsigned', row.layerWeight, { reason: 'not-in-basket' })],
    window: day(context),
    inputs: [
      figure('its market cap 24 h ago, constant supply', 'amount', own, { reason: 'not-in-basket' }),
      figure('the same of all covered tokens', 'amount', total, { reason: 'low-coverage' }),
      figure('by market cap alone', 'unsigned', own !== null && total !== null ? own / total : null, {
        reason: 'not-in-basket',
      }),
      figure('covered tokens', 'count', startCaps.length),
    ],
  }
}

function medianExample(context: ExampleContext): MetricExample {
  const { layer } = context
  const { spread24h: spread, breadth24h: breadth } = layer
  return {
    subject: layer.name,
    results: [figure('24h', 'percent', spread.median, { n: layer.coveredCount, reason: 'low-coverage' })],
    window: day(context),
    inputs: [
      figure('tokens up, down, unchanged', 'words', `${breadth.up}, ${breadth.down}, ${breadth.unchanged}`),
      figure('capped basket beside it', 'percent', spread.capped, { reason: 'low-coverage' }),
      figure('equal basket beside it', 'percent', spread.equal, { reason: 'low-coverage' }),
    ],
  }
}

function contributionExample(context: ExampleContext): MetricExample {
  const { row, layer } = context
  return {
    subject: `${row.name} in ${layer.name}`,
    results: [figure('24h', 'points', row.layerContribution24h, { reason: 'not-in-basket' })],
    window: day(context),
    inputs: [
      figure('weight at the start', 'number', row.layerWeight, { reason: 'not-in-basket' }),
      figure('return over 24 h', 'number', row.returns['24h'], { reason: 'no-return' }),
      figure('return of the layer', 'percent', layer.returns['24h'], { reason: 'low-coverage' }),
    ],
  }
}

function weekLineExample({ row, series, lastDay, input }: ExampleContext): MetricExample {
  const line = row.sparkline7d
  const [first] = line
  const last = line.at(-1)
  const change = first === undefined || last === undefined || line.length < 2 ? null : last / first - 1
  const span = usedSpan(dailyWindow(series, lastDay, 6))
  return {
    subject: row.name,
    results: [
      figure('first to last point', 'percent', change, { n: line.length, reason: 'history-filling' }),
    ],
    window: span && { from: span.from, to: input.market.asOf },
    inputs: [
      figure('lowest point', 'price', line.length === 0 ? null : Math.min(...line), {
        reason: 'history-filling',
      }),
      figure('highest point', 'price', line.length === 0 ? null : Math.max(...line), {
        reason: 'history-filling',
      }),
    ],
  }
}

function rebasedExample(context: ExampleContext): MetricExample {
  const { layer } = context
  const change = layer.returns['24h']
  const end: ExampleFigure = figure(
    'end of the 24 h line',
    'level',
    change === null ? null : 100 * (1 + change),
    {
      reason: 'low-coverage',
    },
  )
  return {
    subject: layer.name,
    results: [end],
    window: day(context),
    inputs: [figure('return over 24 h', 'number', change, { reason: 'low-coverage' })],
  }
}
