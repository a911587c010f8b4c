import { ClockTime } from '#app/_components/clock-time'
import { FactList } from '#app/status/_components/fact-list'
import { backupWords, clusterWords, storageWords } from '#lib/client/status/status-words'
import type { Status } from '#lib/core/contract/status'

/** Where the data is kept, which mapping is in force, which build answers. */
export function ServerFacts({ status: { storage, cluster, mapping, build } }: { status: Status }) {
  return (
    <>
      <FactList
        title="Storage and mapping"
        facts={[
          ['Storage', storageWords(storage)],
          // A process with a database of its own is alone with it, as a rule.
          ['Instance', storage.engine === 'postgres' && cluster !== null ? clusterWords(cluster) : null],
          [
            'Backup',
            storage.lastBackupAt === null ? (
              backupWords(storage)
            ) : (
              <ClockTime key="backup" iso={storage.lastBackupAt} isDated />
            ),
          ],
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
