import type { MetricLabel } from '#lib/core/metrics/metric'

/** A label's tooltip in full: name, meaning, unit and window. */
export function metricTitle({ name, meaning, unit, window }: MetricLabel): string {
  return `${name}: ${meaning}. Unit: ${unit}; ${window}.`
}

/** Where the metric is explained. */
export function metricHref({ id }: Pick<MetricLabel, 'id'>): string {
  return `/methodology#${id}`
}
