import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'

/** Beyond the first, two callers would have shown by then. */
const REFRESHES = 3

/** Who feeds the database when nobody did. */
export const START_ROWS: readonly ClusterRow[] = [
  {
    id: 'I1',
    fault: 'instances that start together',
    async play(cluster, { restarts }) {
      await oneLeader(cluster, 0)
      for (let round = 1; round <= restarts; round += 1) {
        // By turns on no tables and, also at last, on those that were there.
        const isEmpty = round % 2 === 0
        cluster.databaseUrl = isEmpty ? await cluster.createDatabase(`start_${round}`) : cluster.server.url()
        // Whoever led has made its last call by then.
        const from = await cluster.restart()
        await oneLeader(cluster, from)
      }
      cluster.figures.noteAgreement(await cluster.agree())
      return `${(restarts + 1) * cluster.instances.length} starts, each time 1 leader and 0 double calls`
    },
  },
]

async function oneLeader(cluster: Cluster, from: number): Promise<void> {
  const roles = await cluster.until('everyone to know who leads', 30_000, async () => {
    const found = await Promise.all(cluster.instances.map((one) => cluster.role(one)))
    return found.every((role) => role === 'leader' || role === 'follower') ? found : null
  })
  expectThat(roles.filter((role) => role === 'leader').length === 1, `roles ${roles.join(', ')}`)
  const knownAt = performance.now()
  await cluster.until('refreshes', 15_000, () =>
    cluster.refreshes.since(knownAt).length >= REFRESHES ? true : null,
  )
  const doubles = cluster.noteDoubleCalls(from)
  expectThat(doubles === 0, `${doubles} double calls`)
}
