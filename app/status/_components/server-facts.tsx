import { ClockTime } from '#app/_components/clock-time'
import { FactList } from '#app/status/_components/fact-list'
import type { Status } from '#lib/core/contract/status'

/** Where the data is kept, which mapping is in force, which build answers. */
export function ServerFacts({ status: { storage, mapping, build } }: { status: Status }) {
  return (
    <>
      <FactList
        title="Storage and mapping"
        facts={[
          ['Storage', storageWords(storage)],
          ['Mapping', mapping.version],
          [
            'Mapping SHA-256',
            <code key="sha" title={mapping.sha256}>{`${mapping.sha256.slice(0, 12)}…`}</code>,
          ],
          ['Mapping file', mapping.problem ?? 'in force as it stands'],
        ]}
      />
      <FactList
        title="Build"
        facts={[
          ['Strata', build.version],
          ['Node.js', build.node],
          ['Running since', <ClockTime key="since" iso={build.startedAt} isDated />],
        ]}
      />
    </>
  )
}

const ENGINE_WORDS = { sqlite: 'SQLite', none: 'none' } as const

function storageWords({ engine, state, reason }: Status['storage']): string {
  if (engine === 'none' || state === 'none') return 'nothing is stored'
  return state === 'ok'
    ? `${ENGINE_WORDS[engine]}, written`
    : `${ENGINE_WORDS[engine]} refuses writes: ${reason ?? 'the log says why'}`
}
