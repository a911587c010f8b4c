import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'
import { formatUtcDate } from '#lib/core/format/format-time'

interface MappingFootProps {
  stack: StackView
  mapping: Snapshot['mapping']
  /** Canonical; empty for the shipped mapping. */
  whatif: string
}

/** Where the map comes from: version, hash, sources with their dates, and the whole of it as JSON. */
export function MappingFoot({ stack, mapping, whatif }: MappingFootProps) {
  const search = whatif === '' ? '' : `?${new URLSearchParams({ whatif })}`
  return (
    <section className="mapping-foot" aria-labelledby="mapping-title">
      <h2 id="mapping-title">The mapping</h2>
      <p>
        Version <span className="num">{mapping.version}</span>, file sha-256{' '}
        <code title={mapping.sha256}>{mapping.sha256.slice(0, 12)}…</code>.{' '}
        <a className="quiet-link" href={`/api/stack${search}`}>
          All of it as JSON
        </a>
      </p>
      <ul>
        {stack.sources.map(({ id, title, date, note }) => (
          <li key={id}>
            {title}, <span className="num">{formatUtcDate(date)}</span>
            {note !== null && <small> {note}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}
