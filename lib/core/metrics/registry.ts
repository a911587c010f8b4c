import { BENCHMARK_METRICS } from '#lib/core/metrics/benchmark-metrics'
import { DATA_QUALITY_METRICS } from '#lib/core/metrics/data-quality-metrics'
import { LAYER_METRICS } from '#lib/core/metrics/layer-metrics'
import type { Metric } from '#lib/core/metrics/metric'
import { RETURN_METRICS } from '#lib/core/metrics/return-metrics'
import { RISK_METRICS } from '#lib/core/metrics/risk-metrics'
import { SIZE_METRICS } from '#lib/core/metrics/size-metrics'
import { VOLATILITY_METRICS } from '#lib/core/metrics/volatility-metrics'

export interface MetricFamily {
  id: string
  name: string
  metrics: readonly Metric[]
}

/** Every published number, by what it is about. */
export const METRIC_FAMILIES: readonly MetricFamily[] = [
  { id: 'returns', name: 'Returns', metrics: RETURN_METRICS },
  { id: 'volatilities', name: 'Volatility', metrics: VOLATILITY_METRICS },
  { id: 'risk', name: 'Risk and reward', metrics: RISK_METRICS },
  { id: 'benchmarks', name: 'Against a benchmark', metrics: BENCHMARK_METRICS },
  { id: 'layers', name: 'Layers', metrics: LAYER_METRICS },
  { id: 'size', name: 'Size', metrics: SIZE_METRICS },
  { id: 'data-quality', name: 'Data quality', metrics: DATA_QUALITY_METRICS },
]

export const METRICS: readonly Metric[] = METRIC_FAMILIES.flatMap(({ metrics }) => metrics)

const BY_ID: ReadonlyMap<string, Metric> = new Map(METRICS.map((metric) => [metric.id, metric]))

/** The description of a metric, or `undefined` for an id that is none. */
export function metricById(id: string): Metric | undefined {
  return BY_ID.get(id)
}
