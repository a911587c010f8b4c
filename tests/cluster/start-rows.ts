import type { Snapshot } from '#lib/core/contract/snapshot'
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
      try {
        for (let round = 0; round <= restarts; round += 1) {
          // By turns on no tables and, also at last, on those that were there.
          const isEmpty = round % 2 === 0 && round < restarts
          cluster.databaseUrl = isEmpty ? await cluster.createDatabase() : cluster.server.url()
          // Whoever led has made its last call by then.
          const from = await cluster.restart()
          await oneLeader(cluster, from)
        }
      } finally {
        cluster.databaseUrl = cluster.server.url()
      }
      cluster.figures.noteAgreement(await cluster.agree())
      return `${(restarts + 1) * cluster.instances.length} starts, each time 1 leader and 0 double calls`
    },
  },
  {
    id: 'I1',
    fault: 'instances that start on an empty database without an upstream',
    async play(cluster) {
      cluster.upstream.inject({ on: 'all', act: ({ response }) => response.writeHead(503).end() })
      try {
        cluster.databaseUrl = await cluster.createDatabase()
        const from = await cluster.restart()
        await cluster.until('all to say why they show the recording', 60_000, () => sayWhy(cluster))
        const doubles = cluster.noteDoubleCalls(from)
        expectThat(doubles === 0, `${doubles} double calls`)
        cluster.upstream.heal()
        await cluster.agree()
        return 'all show the recording and say why, then the same board'
      } finally {
        cluster.upstream.heal()
        cluster.databaseUrl = cluster.server.url()
        await cluster.restart()
        await cluster.agree()
      }
    },
  },
]

/** With the same words everywhere, though one instance alone has asked. */
async function sayWhy(cluster: Cluster): Promise<true | null> {
  const boards = await Promise.all(cluster.instances.map((one) => cluster.board(one)))
  const words = (board: Snapshot) => [board.status, board.statusReason, board.nextRefreshAt].join()
  const isTold = boards.every(({ status, statusReason }) => status === 'recorded' && statusReason !== null)
  return isTold && new Set(boards.map(words)).size === 1 ? true : null
}

async function oneLeader(cluster: Cluster, from: number): Promise<void> {
  // Roles are told up to a second late: for a moment there may seem to be none or, after a change, two.
  await cluster.until('one leader, and everyone else to follow it', 30_000, async () => {
    const roles = await Promise.all(cluster.instances.map((one) => cluster.role(one)))
    const [leaders, followers] = ['leader', 'follower'].map(
      (role) => roles.filter((one) => one === role).length,
    )
    return leaders === 1 && followers === roles.length - 1 ? true : null
  })
  const knownAt = performance.now()
  await cluster.until('refreshes', 15_000, () =>
    cluster.refreshes.since(knownAt).length >= REFRESHES ? true : null,
  )
  const doubles = cluster.noteDoubleCalls(from)
  expectThat(doubles === 0, `${doubles} double calls`)
}
