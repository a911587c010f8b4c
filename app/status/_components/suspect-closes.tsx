import type { Status } from '#lib/core/contract/status'
import { formatUtcDate } from '#lib/core/format/format-time'

/** Closes that statistics leave out; nothing where there are none. */
export function SuspectCloses({ tokens: { suspects, lines } }: { tokens: Status['tokens'] }) {
  if (suspects.length === 0) return null
  const names = new Map(lines.map(({ id, name }) => [id, name]))
  return (
    <section aria-labelledby="suspect-closes">
      <h2 id="suspect-closes">
        Suspect closes{' '}
        <small>daily closes that look like bad ticks; volatility and indices count them as missing</small>
      </h2>
      <dl className="facts">
        {suspects.map(({ id, times }) => (
          <div key={id}>
            <dt>{names.get(id) ?? id}</dt>
            <dd>{times.map(formatUtcDate).join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
