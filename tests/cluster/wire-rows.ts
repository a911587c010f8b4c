import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'
import { Wire } from './wire.ts'

/** Promised of a follower that hears nothing, beside what a look itself takes, ms. */
const STALENESS_MS = 10_000
const LOOK_MS = 500
const NOTICED_MS = 30_000

/** A network between an instance and the database that loses things. */
export const WIRE_ROWS: readonly ClusterRow[] = [
  {
    id: 'I8',
    fault: 'notices of a new board that never arrive',
    async play(cluster, { lostNotices }) {
      const wire = await Wire.to(cluster.server.port, { losesNotices: true })
      // So long a lease that it looks as rarely as instances ever do.
      const env = { DATABASE_URL: wire.url(cluster.server.url()), STRATA_LEASE_SECONDS: '20' }
      try {
        return await cluster.beside({ env }, async (deaf) => {
          const leader = await cluster.leader()
          const staleness = await stalenessOf({
            cluster,
            leader,
            deaf,
            // Whoever hears of boards is never a whole refresh behind.
            isEnough: (longest) => wire.noticesLost >= lostNotices && longest > cluster.refreshMs,
          })
          expectThat(
            staleness <= STALENESS_MS + LOOK_MS,
            `it showed what was replaced ${seconds(staleness)} ago`,
          )
          wire.cut()
          const cutAt = performance.now()
          const { fetchedAt } = await cluster.board(leader)
          await cluster.until('it to catch up', STALENESS_MS + LOOK_MS, async () =>
            (await cluster.board(deaf)).fetchedAt > fetchedAt ? true : null,
          )
          const again = seconds(performance.now() - cutAt)
          return `${wire.noticesLost} lost, at most ${seconds(staleness)} stale, in step ${again} after a cut`
        })
      } finally {
        await wire.close()
      }
    },
  },
  {
    id: 'I10',
    fault: 'a way to the database that falls silent under the leader',
    async play(cluster) {
      const wire = await Wire.to(cluster.server.port)
      const direct = cluster.instances
      try {
        return await cluster.beside(
          { env: { DATABASE_URL: wire.url(cluster.server.url()) } },
          async (cutOff) => {
            await takesTheLead(cluster, cutOff)
            await cluster.leaderAmong([cutOff])
            const from = performance.now()
            wire.fallSilent()
            await cluster.until('it to be noticed', NOTICED_MS, async () =>
              (await cluster.status(cutOff)).storage.state === 'ok' ? null : true,
            )
            const noticed = performance.now() - from
            await cluster.leaderAmong(direct)
            const gap = cluster.refreshes.longestGapSince(from)
            wire.speak()
            await cluster.until('it to follow', 30_000, async () =>
              (await cluster.role(cutOff)) === 'follower' ? true : null,
            )
            await cluster.agree()
            const doubles = cluster.noteDoubleCalls(from)
            expectThat(doubles === 0, `${doubles} double calls`)
            return `noticed after ${seconds(noticed)}, longest gap ${seconds(gap)}`
          },
        )
      } finally {
        await wire.close()
        await cluster.agree()
      }
    },
  },
]

/** Makes an instance the leader by letting all others stand still until it is. */
async function takesTheLead(cluster: Cluster, instance: LaunchedProduct): Promise<void> {
  const others = cluster.instances.filter((one) => one !== instance)
  for (const other of others) other.signal('SIGSTOP')
  try {
    await cluster.leaderAmong([instance])
  } finally {
    for (const other of others) other.signal('SIGCONT')
  }
  await cluster.until('the others to follow', 30_000, async () => {
    const roles = await Promise.all(others.map((one) => cluster.role(one)))
    return roles.every((role) => role === 'follower') ? true : null
  })
}

interface Watched {
  cluster: Cluster
  leader: LaunchedProduct
  deaf: LaunchedProduct
  /** Given the longest time so far, ms. */
  isEnough: (longest: number) => boolean
}

/** The longest time, ms, for which an instance showed a board after its leader had shown a newer one. */
async function stalenessOf({ cluster, leader, deaf, isEnough }: Watched): Promise<number> {
  const shownAt = new Map<string, number>()
  let longest = 0
  await cluster.until('notices to be lost, and boards to be missed for it', 120_000, async () => {
    const { fetchedAt: newest } = await cluster.board(leader)
    if (!shownAt.has(newest)) shownAt.set(newest, performance.now())
    const { fetchedAt } = await cluster.board(deaf)
    // The first newer one that was seen, which need not be the next: between two looks there may be several.
    const replacedAt = [...shownAt].find(([shown]) => shown > fetchedAt)?.[1]
    if (replacedAt !== undefined) longest = Math.max(longest, performance.now() - replacedAt)
    return isEnough(longest) ? true : null
  })
  return longest
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
