import Link from 'next/link'
import type { MetricLabel } from '#lib/core/metrics/metric'
import { metricHref, metricTitle } from '#lib/core/metrics/metric-title'

interface MetricLinkProps {
  /** Its window may be narrowed to the one shown. */
  metric: MetricLabel
  children: string
}

/** A figure's label that leads to its definition, with all of it in the title. */
export function MetricLink({ metric, children }: MetricLinkProps) {
  return (
    <Link className="metric-link" href={metricHref(metric)} prefetch={false} title={metricTitle(metric)}>
      {children}
    </Link>
  )
}
