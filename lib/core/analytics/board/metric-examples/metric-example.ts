import type { StatisticReason } from '#lib/core/analytics/statistic'
import type { UnknownReason } from '#lib/core/contract/vocabulary'
import type { MetricId } from '#lib/core/metrics/metric'

/** Why an example has no value; `not-in-basket`: the token is no constituent of the layer in this view. */
export type ExampleReason = UnknownReason | StatisticReason | 'not-in-basket'

/**
 * How a figure is printed: `percent` with its sign and two decimals, `unsigned` percent with one. `ratio` has two decimals; `number` keeps six digits, for what a reader calculates with; `price` and `amount` are in the
 * board's currency, `close` in USD; `time` is ms UTC; `words` are printed as they are.
 */
export type FigureKind =
  | 'percent'
  | 'unsigned'
  | 'points'
  | 'percentile'
  | 'ratio'
  | 'number'
  | 'price'
  | 'close'
  | 'amount'
  | 'supply'
  | 'level'
  | 'count'
  | 'age'
  | 'day'
  | 'time'
  | 'words'

export interface ExampleFigure {
  label: string
  kind: FigureKind
  value: number | string | null
  /** Observations behind it. */
  n: number | null
  /** Why `value` is `null`. */
  reason: ExampleReason | null
}

export interface ExampleTable {
  head: readonly string[]
  /** The first cell of a row names it. */
  rows: readonly (readonly ExampleFigure[])[]
}

/** One metric worked out for one token, or for its layer. */
export interface MetricExample {
  /** The token or layer it is about. */
  subject: string
  /** The headline first, then the same metric over other windows or against other benchmarks. */
  results: readonly ExampleFigure[]
  /** First and last observation, ms UTC. */
  window: { from: number; to: number } | null
  /** What the headline is made from, so that it can be calculated again. */
  inputs: readonly ExampleFigure[]
  table?: ExampleTable
}

export type MetricExamples = Readonly<Record<MetricId, MetricExample>>

export interface FigureNotes {
  n?: number | null
  reason?: ExampleReason | null
}

/** A labelled figure; without a value it keeps the reason, with one it has none. */
export function figure(
  label: string,
  kind: FigureKind,
  value: number | string | null,
  { n = null, reason = null }: FigureNotes = {},
): ExampleFigure {
  return { label, kind, value, n, reason: value === null ? reason : null }
}
