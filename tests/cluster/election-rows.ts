import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'

/** Promised between a leader's death and the next refresh, beside the period itself, ms. */
const TAKEOVER_MS = 25_000
const AGREE_MS = 2_000

/** Who feeds the database when instances start, die and stand still. */
export const ELECTION_ROWS: readonly ClusterRow[] = [
  {
    id: 'I1',
    fault: 'instances that start together',
    async play(cluster) {
      const roles = await Promise.all(cluster.instances.map((one) => cluster.role(one)))
      const leaders = roles.filter((role) => role === 'leader').length
      expectThat(leaders === 1, `roles ${roles.join(', ')}`)
      expectThat(cluster.doubleCallsSince(0) === 0, 'two of them called')
      const took = await cluster.agree()
      return `1 leader of ${roles.length}, equal bytes ${took.toFixed(0)} ms after a refresh`
    },
  },
  {
    id: 'I2',
    fault: 'a leader that is killed',
    async play(cluster, { kills }) {
      const from = performance.now()
      let longestGap = 0
      for (let kill = 0; kill < kills; kill += 1) {
        const killedAt = performance.now()
        await cluster.replace(await cluster.leader())
        await agreeAgain(cluster)
        longestGap = Math.max(longestGap, cluster.longestGapSince(killedAt))
      }
      const doubles = cluster.doubleCallsSince(from)
      expectThat(doubles <= kills, `${doubles} double calls for ${kills} kills`)
      expectThat(longestGap <= cluster.refreshMs + TAKEOVER_MS, `a gap of ${longestGap} ms`)
      await noStaleWrites(cluster)
      return `${kills} kills, ${doubles} double calls, longest gap ${(longestGap / 1000).toFixed(1)} s`
    },
  },
  {
    id: 'I3',
    fault: 'a leader that stands still and wakes',
    async play(cluster, { pauses }) {
      const from = performance.now()
      let longestGap = 0
      for (let pause = 0; pause < pauses; pause += 1) {
        const asleep = await cluster.leader()
        const pausedAt = performance.now()
        asleep.signal('SIGSTOP')
        const others = cluster.instances.filter((one) => one !== asleep)
        await cluster.until('another leader', cluster.leaseMs + TAKEOVER_MS, async () => {
          const roles = await Promise.all(others.map((one) => cluster.role(one)))
          return roles.includes('leader') ? true : null
        })
        // Of the next leader, so that the sleeper wakes to a board that went on.
        await cluster.until('a refresh', 15_000, () => cluster.refreshesSince(pausedAt).length > 1 || null)
        longestGap = Math.max(longestGap, cluster.longestGapSince(pausedAt))
        asleep.signal('SIGCONT')
        await agreeAgain(cluster)
        expectThat((await cluster.role(asleep)) === 'follower', 'the sleeper believes to lead')
      }
      const doubles = cluster.doubleCallsSince(from)
      expectThat(doubles === 0, `${doubles} double calls`)
      expectThat(longestGap <= cluster.refreshMs + TAKEOVER_MS, `a gap of ${longestGap} ms`)
      await noStaleWrites(cluster)
      return `${pauses} pauses, 0 double calls, longest gap ${(longestGap / 1000).toFixed(1)} s`
    },
  },
]

/** Two refreshes after a takeover all show the same again, at most 2 s late. */
async function agreeAgain(cluster: Cluster): Promise<void> {
  await cluster.agree(cluster.leaseMs + TAKEOVER_MS)
  const took = await cluster.agree()
  expectThat(took <= AGREE_MS, `equal bytes only ${took.toFixed(0)} ms after a refresh`)
}

async function noStaleWrites(cluster: Cluster): Promise<void> {
  const stale = await cluster.staleWrites()
  expectThat(stale === 0, `${stale} batches of an old term`)
}
