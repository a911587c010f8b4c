import Link from 'next/link'
import type { MetricLabel } from '#lib/core/metrics/metric'
import { metricHref } from '#lib/core/metrics/metric-title'

/** From a column head to its section of the Methodology page: a small mark that shows on approach. */
export function DefinitionLink({ metric }: { metric: MetricLabel }) {
  return (
    <Link
      className="definition-link"
      href={metricHref(metric)}
      prefetch={false}
      aria-label={`Definition of ${metric.name.toLowerCase()}`}
    >
      ?
    </Link>
  )
}
