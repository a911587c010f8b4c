import type { MetricFamily } from '#lib/core/metrics/registry'

/** Every metric by family; on small screens the families alone. */
export function Contents({ families }: { families: readonly MetricFamily[] }) {
  return (
    <nav className="toc" aria-label="Contents">
      <ul>
        {families.map(({ id, name, metrics }) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
            <ul>
              {metrics.map((metric) => (
                <li key={metric.id}>
                  <a href={`#${metric.id}`}>{metric.name}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  )
}
