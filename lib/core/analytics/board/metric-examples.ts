import { lastSlots } from '#lib/core/analytics/board/entity-closes'
import { benchmarkExamples } from '#lib/core/analytics/board/metric-examples/benchmark-examples'
import { dataQualityExamples } from '#lib/core/analytics/board/metric-examples/data-quality-examples'
import {
  type ExampleContext,
  type ExampleSources,
  exampleContext,
} from '#lib/core/analytics/board/metric-examples/example-context'
import { layerExamples } from '#lib/core/analytics/board/metric-examples/layer-examples'
import type { MetricExamples } from '#lib/core/analytics/board/metric-examples/metric-example'
import { returnExamples } from '#lib/core/analytics/board/metric-examples/return-examples'
import { riskExamples } from '#lib/core/analytics/board/metric-examples/risk-examples'
import { sizeExamples } from '#lib/core/analytics/board/metric-examples/size-examples'
import { volatilityExamples } from '#lib/core/analytics/board/metric-examples/volatility-examples'
import { logReturns } from '#lib/core/analytics/log-returns'
import { simpleReturns } from '#lib/core/analytics/simple-returns'
import { DAY_MS } from '#lib/core/market/window'

/** One day of the data behind the examples. */
export interface CloseRow {
  /** 00:00 UTC, ms. */
  day: number
  /** USD. */
  close: number | null
  /** Of the day that ends with this close; fractions. */
  logReturn: number | null
  simpleReturn: number | null
}

export interface WorkedExamples {
  /** The token they are about. */
  token: { id: string; name: string; symbol: string }
  /** Its layer, or the sector, that layer metrics are shown for. */
  layer: { id: string; name: string }
  examples: MetricExamples
  /** The closes of the last 30 days and the one before them, newest first. */
  closes: readonly CloseRow[]
}

const SHOWN_DAYS = 30

/**
 * Every metric of the registry worked out for one token from its own data, by the functions the board itself uses.
 * @throws RangeError for an id that is not mapped
 */
export function metricExamples(id: string, sources: ExampleSources): WorkedExamples {
  const context = exampleContext(id, sources)
  const { row, layer } = context
  return {
    token: { id: row.id, name: row.name, symbol: row.symbol },
    layer: { id: layer.id, name: layer.name },
    examples: {
      ...returnExamples(context),
      ...volatilityExamples(context),
      ...riskExamples(context),
      ...benchmarkExamples(context),
      ...layerExamples(context),
      ...sizeExamples(context),
      ...dataQualityExamples(context),
    },
    closes: closeRows(context),
  }
}

function closeRows({ series, lastDay }: ExampleContext): CloseRow[] {
  const closes = lastSlots(series, lastDay, SHOWN_DAYS)
  const [logs, simples] = [logReturns(closes), simpleReturns(closes)]
  return closes
    .map((close, at) => ({
      day: lastDay - (SHOWN_DAYS - at) * DAY_MS,
      close,
      logReturn: logs[at - 1] ?? null,
      simpleReturn: simples[at - 1] ?? null,
    }))
    .reverse()
}
